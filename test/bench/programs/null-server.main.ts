import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http2';
import type { ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { supportedMethods } from '#libs/embedded/src/event-store/server/node-services.js';
import { caughtUpMessage, confirmationMessage } from '#libs/embedded/src/event-store/wire/read-messages.js';
import { sampleFrame } from './sample-frame.js';
import { serveTasks } from './serve-tasks.js';

const CHUNK = 200;

/** The least a server can do: for every read the same frames, encoded beforehand, whatever was asked. */
let events = 0;
/** Subscribers wait for `go`; readers have their events at once. */
let subscribing = false;
let waiting: ServerHttp2Stream[] = [];

const framed = (message: Uint8Array): Buffer => {
  const header = Buffer.alloc(5);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
};
const chunkOf = (count: number): Buffer => Buffer.concat(Array(count).fill(framed(sampleFrame)));
const fullChunk = chunkOf(CHUNK);
const features = framed(supportedMethods());

function sendEvents(stream: ServerHttp2Stream): void {
  for (let sent = 0; sent < events; sent += CHUNK)
    stream.write(events - sent < CHUNK ? chunkOf(events - sent) : fullChunk);
}

function answer(stream: ServerHttp2Stream, path: string): void {
  stream.on('error', () => undefined);
  stream.resume();
  stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  if (!path.endsWith('/Read')) return void stream.end(features);
  if (!subscribing) {
    sendEvents(stream);
    return void stream.end();
  }
  stream.write(Buffer.concat([framed(confirmationMessage(randomUUID())), framed(caughtUpMessage)]));
  waiting.push(stream);
}

const server = createServer();
server.on('stream', (stream, headers) => answer(stream, String(headers[':path'])));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  serveTasks(
    {
      prepare: async (options) => {
        events = Number(options['events']);
        subscribing = options['subscribing'] === 1;
        waiting = [];
        return { operations: 0, seconds: 0 };
      },
      go: async () => {
        for (const subscriber of waiting) sendEvents(subscriber);
        return { operations: waiting.length * events, seconds: 0 };
      },
    },
    port,
  );
});
