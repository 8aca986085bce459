import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Client, credentials, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import dbClient from '@eventstore/db-client';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import fc from 'fast-check';
import { openEventStore } from '#libs/embedded/src/event-store/server/event-store.js';
import type { EventStore } from '#libs/embedded/src/event-store/server/event-store.js';
import { serve } from '#libs/embedded/src/event-store/server/grpc-server.js';
import type { GrpcServer } from '#libs/embedded/src/event-store/server/grpc-server.js';
import { delimited, varintField } from '#libs/embedded/src/event-store/wire/protobuf-writer.js';

const { EventStoreDBClient, jsonEvent } = dbClient;
const asIs = (bytes: Buffer): Buffer => bytes;
const BATCH_APPEND = streamsGrpc.StreamsService.batchAppend.path;
const paths = Object.values(streamsGrpc.StreamsService).map(({ path }: { path: string }) => path);

let store: EventStore;
let server: GrpcServer;
let raw: Client;
beforeEach(async () => {
  store = await openEventStore(undefined);
  server = await serve(store, '127.0.0.1', 0);
  raw = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
});
afterEach(async () => {
  raw.close();
  await server.shutdown();
  await store.close();
});

function connectClient() {
  return EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
}

async function stillServes(): Promise<boolean> {
  const client = connectClient();
  const { success } = await client.appendToStream('alive', jsonEvent({ type: 'Alive', data: {} }));
  let found = 0;
  for await (const { event } of client.readStream('alive')) if (event !== undefined) found += 1;
  await client.dispose();
  return success && found > 0;
}

/** Sends messages as they are, whatever the method expects, and gives the status that the call ends with. */
function sendRaw(path: string, messages: readonly Buffer[]): Promise<status> {
  const call = raw.makeBidiStreamRequest(path, asIs, asIs);
  call.resume();
  for (const message of messages) call.write(message);
  call.end();
  return new Promise((resolve) => {
    call.on('error', ({ code }: ServiceError) => resolve(code));
    call.on('status', ({ code }) => resolve(code));
  });
}

async function batchReplies(messages: readonly Buffer[]): Promise<Buffer[]> {
  const call = raw.makeBidiStreamRequest(BATCH_APPEND, asIs, asIs);
  const replies: Buffer[] = [];
  call.on('data', (reply: Buffer) => replies.push(reply));
  for (const message of messages) call.write(message);
  call.end();
  await once(call, 'end');
  return replies;
}

describe('A client that sends what it should not', () => {
  it('ends its own call at most, whatever bytes it sends to whatever method', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 3 }),
        async (path, messages) => {
          expect(
            await sendRaw(
              path,
              messages.map((bytes) => Buffer.from(bytes)),
            ),
          ).toEqual(expect.any(Number));
        },
      ),
      { numRuns: 300 },
    );
    expect(await stillServes()).toBe(true);
  });

  it('is told what a method that is not there is', async () => {
    expect(await sendRaw('/event_store.client.projections.Projections/Create', [])).toBe(
      status.UNIMPLEMENTED,
    );
    expect(
      await sendRaw('/event_store.client.persistent_subscriptions.PersistentSubscriptions/Create', []),
    ).toBe(status.UNIMPLEMENTED);
  });

  it('does not disturb others when it speaks no HTTP/2 at all', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.end('GET / HTTP/1.1\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    expect(await stillServes()).toBe(true);
  });

  it('is refused a message of 20 MB', async () => {
    expect(await sendRaw(BATCH_APPEND, [Buffer.alloc(20 * 1024 * 1024)])).toBe(status.RESOURCE_EXHAUSTED);
    expect(await stillServes()).toBe(true);
  });

  it('is told once that an event without a type is a bad request', async () => {
    const id = delimited(0x0a, delimited(0x12, Buffer.from('7e5b2a1c-5a57-4d7a-9d0a-0a4c8f1f0a11')));
    const stream = delimited(0x0a, delimited(0x1a, Buffer.from('typeless')));
    const options = delimited(0x12, Buffer.concat([stream, delimited(0x22, Buffer.alloc(0))]));
    const message = Buffer.concat([id, options, delimited(0x1a, id), varintField(0x20, 1)]);
    const replies = await batchReplies([message]);
    expect(replies).toHaveLength(1);
    expect(replies[0]?.toString('latin1')).toContain('event_store.client.BadRequest');
  });

  it('is told so when its filter is no regular expression', async () => {
    const client = connectClient();
    const filter = dbClient.eventTypeFilter({ regex: '(' });
    const [error] = (await once(client.subscribeToAll({ filter }), 'error')) as unknown[];
    expect(error).toMatchObject({ code: status.INVALID_ARGUMENT });
    await client.dispose();
  });
});

describe('A client that goes away', () => {
  it('leaves no follower behind, however it goes', async () => {
    const client = connectClient();
    const followers = Array.from({ length: 50 }, (_, n) =>
      n % 2 === 0 ? client.subscribeToAll() : client.subscribeToStream(`stream-${n}`),
    );
    await Promise.all(followers.map((follower) => once(follower, 'confirmation')));
    expect(store.signal.followers).toBe(50);
    await Promise.all(followers.slice(0, 25).map((follower) => follower.unsubscribe()));
    await client.dispose();
    while (store.signal.followers > 0) await new Promise(setImmediate);
    expect(await stillServes()).toBe(true);
  });

  it('does not undo an append that was complete', async () => {
    const client = connectClient();
    const pending = client.appendToStream('left', jsonEvent({ type: 'Left', data: {} }));
    await pending;
    await client.dispose();
    expect(store.states.get('left').last).toBe(0);
  });
});

const nothing = Buffer.alloc(0);
const followAllRequest = delimited(
  0x0a,
  Buffer.concat([
    delimited(0x12, delimited(0x12, nothing)), // all: start
    delimited(0x32, nothing), // subscription
    delimited(0x42, nothing), // no filter
    delimited(0x4a, delimited(0x12, nothing)), // ids as text
  ]),
);

describe('A client that reads slowly', () => {
  it('is not buffered for: others go on and memory stays bounded', async () => {
    const client = connectClient();
    const large = () => jsonEvent({ type: 'Large', data: { pad: 'x'.repeat(1_000_000) } });
    for (let n = 0; n < 40; n += 1) await client.appendToStream('large', large());
    const before = process.memoryUsage().external;
    const readers = Array.from({ length: 5 }, () =>
      raw.makeServerStreamRequest(streamsGrpc.StreamsService.read.path, asIs, asIs, followAllRequest),
    );
    for (const reader of readers) {
      reader.on('error', () => undefined);
      await once(reader, 'readable');
    }
    expect(store.signal.followers).toBe(5);
    for (let n = 0; n < 10; n += 1)
      await client.appendToStream('small', jsonEvent({ type: 'Small', data: {} }));
    expect(process.memoryUsage().external - before).toBeLessThan(60 * 1024 * 1024);
    for (const reader of readers) reader.cancel();
    await client.dispose();
  });
});
