import { createServer, type Http2Session } from 'node:http2';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';

it('A connection to the event store lets megabytes of events come before they are taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sessions: Http2Session[] = [];
  const told = new Promise<number>((resolve) =>
    server.on('session', (session) => {
      sessions.push(session);
      session.once('remoteSettings', ({ initialWindowSize = 0 }) => resolve(initialWindowSize));
    }),
  );
  const store = connectEventStore(`esdb://127.0.0.1:${(server.address() as AddressInfo).port}?tls=false`);
  const stopping = new AbortController();
  const ready = store.ready(stopping.signal).catch(() => undefined);
  expect(await told).toBe(4 * 1_024 * 1_024);
  stopping.abort();
  await store.close();
  for (const session of sessions) session.destroy();
  server.close();
  await ready;
});
