import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { explain } from './explain-error.js';
import { send } from './problem.filter.js';
import { malformedJson, malformedRequest, wrongContentType } from './problems.js';
import { doorOf } from './request-facts.js';
import { requestId } from './request-id.js';
import { addHeaders } from './request-hooks.js';

/** So long a stop waits for requests under way: by somebody who sends or reads no more it would be held up for minutes. */
const STOP_WITHIN_MS = 5_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Fastify as this api wants it: JSON in UTF-8, lines of it where a door takes them, nothing else, and problems even for what is no request. */
export function makeServer(bodyLimit: number): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit,
    genReqId: requestId,
    logger: false,
    return503OnClosing: true,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      addHeaders(reply, request.id);
      send(reply, explain(error), request.id);
    },
    clientErrorHandler: (_error: Error, socket: Socket) => refuse(socket),
  });
  const server = adapter.getInstance();
  server.addHook('preClose', (done) => {
    setTimeout(() => server.server.closeAllConnections(), STOP_WITHIN_MS).unref();
    done();
  });
  server.removeAllContentTypeParsers();
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = decoded(body as Buffer);
    if (takesLines(request)) done(wrongContentType('application/x-ndjson'));
    else if (text === undefined) done(malformedJson());
    else void parse(request, text, done);
  });
  server.addContentTypeParser('application/x-ndjson', (request, body, done) => {
    if (takesLines(request)) done(null, body);
    else done(wrongContentType());
  });
  return adapter;
}

const takesLines = (request: FastifyRequest): boolean => doorOf(request)?.takesLines === true;

function decoded(body: Buffer): string | undefined {
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
}

/** What came was no HTTP: there is no request to answer, only a connection. */
function refuse(socket: Socket): void {
  const body = JSON.stringify(malformedRequest().body(randomUUID()));
  if (socket.writable)
    socket.end(
      'HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-type: application/problem+json; charset=utf-8\r\n' +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  else socket.destroy();
}
