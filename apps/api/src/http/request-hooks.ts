import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { factsOf } from './request-facts.js';

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** The page at /docs brings its own scripts and styles, from this server alone. */
const DOCS_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** The headers of every answer. */
export function addHeaders(reply: FastifyReply, requestId: string): void {
  void reply.headers({ ...HEADERS, 'x-request-id': requestId });
}

/** Headers on every answer, and one line of log for each request: its route's pattern, never its path or what was in it. */
export function addRequestHooks(server: FastifyInstance, log: Logger): void {
  server.addHook('onRequest', (request, reply, done) => {
    addHeaders(reply, request.id);
    if (request.routeOptions.url?.startsWith('/docs'))
      void reply.header('content-security-policy', DOCS_POLICY);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { method, id, routeOptions } = request;
    const route = request.is404 ? 'none' : (routeOptions.url ?? 'none');
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    // The events of a command carry both ids: the request's as correlation, the command's as causation.
    const commandId = factsOf(request).call?.origin.commandId;
    log.info({ method, route, status: reply.statusCode, ms, requestId: id, commandId }, 'request');
    done();
  });
}
