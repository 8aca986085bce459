import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, credentials } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import dbClient from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import fc from 'fast-check';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';

const RUNS = Number(process.env['HOMEWARD_FUZZ_RUNS'] ?? 400);
const { StreamsService } = streamsGrpc;
const asIs = (bytes: Buffer): Buffer => bytes;

let server: Awaited<ReturnType<typeof startEventStore>>;
let client: EventStoreDBClient;
let raw: Client;
beforeAll(async () => {
  server = await startEventStore({ dataDir: undefined, port: 0 });
  client = dbClient.EventStoreDBClient.connectionString(server.connectionString);
  raw = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
});
afterAll(async () => {
  raw.close();
  await client.dispose();
  await server.stop();
});

const empty = () => new shared.Empty();
const uuid = () => new shared.UUID().setString(randomUUID());
const identifier = () =>
  new shared.StreamIdentifier().setStreamName(Buffer.from('mutated').toString('base64'));

function batchAppend(): Uint8Array {
  const event = new streams.BatchAppendReq.ProposedMessage()
    .setId(uuid())
    .setData(Buffer.from('{"a":1}').toString('base64'));
  event.getMetadataMap().set('type', 'Mutated').set('content-type', 'application/json');
  const options = new streams.BatchAppendReq.Options().setStreamIdentifier(identifier()).setAny(empty());
  return new streams.BatchAppendReq()
    .setCorrelationId(uuid())
    .setOptions(options)
    .setProposedMessagesList([event])
    .setIsFinal(true)
    .serializeBinary();
}

function appendOptions(): Uint8Array {
  const options = new streams.AppendReq.Options().setStreamIdentifier(identifier()).setAny(empty());
  return new streams.AppendReq().setOptions(options).serializeBinary();
}

function appendEvent(): Uint8Array {
  const event = new streams.AppendReq.ProposedMessage()
    .setId(uuid())
    .setData(Buffer.from('{}').toString('base64'));
  event.getMetadataMap().set('type', 'Mutated').set('content-type', 'application/json');
  return new streams.AppendReq().setProposedMessage(event).serializeBinary();
}

function read(): Uint8Array {
  const options = new streams.ReadReq.Options()
    .setAll(new streams.ReadReq.Options.AllOptions().setStart(empty()))
    .setCount('5')
    .setNoFilter(empty())
    .setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(empty()));
  return new streams.ReadReq().setOptions(options).serializeBinary();
}

function remove(): Uint8Array {
  const options = new streams.DeleteReq.Options().setStreamIdentifier(identifier()).setAny(empty());
  return new streams.DeleteReq().setOptions(options).serializeBinary();
}

const honest: [path: string, messages: () => Uint8Array[]][] = [
  [StreamsService.batchAppend.path, () => [batchAppend(), batchAppend()]],
  [StreamsService.append.path, () => [appendOptions(), appendEvent(), appendEvent()]],
  [StreamsService.read.path, () => [read()]],
  [StreamsService.delete.path, () => [remove()]],
];

const mutation = fc.record({
  kind: fc.constantFrom('flip', 'set', 'cut', 'insert', 'double', 'drop'),
  at: fc.nat(10_000),
  byte: fc.nat(255),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(message: Uint8Array, { kind, at, byte }: Mutation): Buffer {
  const bytes = Buffer.from(message);
  const place = at % (bytes.length + 1);
  if (kind === 'cut') return bytes.subarray(0, place);
  if (kind === 'insert')
    return Buffer.concat([bytes.subarray(0, place), Buffer.from([byte]), bytes.subarray(place)]);
  if (kind === 'double') return Buffer.concat([bytes, bytes.subarray(place)]);
  if (kind === 'drop') return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1)]);
  if (place < bytes.length) bytes[place] = kind === 'set' ? byte : (bytes[place] ?? 0) ^ (1 << (byte % 8));
  return bytes;
}

/** Sends the messages and gives the replies; a subscription, should one come of it, is ended. */
async function exchange(path: string, messages: readonly Buffer[]): Promise<Buffer[]> {
  const call = raw.makeBidiStreamRequest(path, asIs, asIs, { deadline: Date.now() + 300 });
  const replies: Buffer[] = [];
  call.on('data', (reply: Buffer) => replies.push(reply));
  call.on('error', (_error: ServiceError) => undefined);
  const ended = new Promise((resolve) => call.on('status', resolve));
  for (const message of messages) call.write(message);
  call.end();
  await ended;
  return replies;
}

const readings = { append: streams.BatchAppendResp, read: streams.ReadResp };

describe('Honest messages with some bytes changed', () => {
  it('get at most one reply each, and never one that cannot be read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...honest),
        fc.array(fc.tuple(fc.nat(2), mutation), { minLength: 1, maxLength: 4 }),
        async ([path, make], changes) => {
          const messages: Buffer[] = make().map((message) => Buffer.from(message));
          for (const [index, change] of changes) {
            const which = index % messages.length;
            messages[which] = mutate(messages[which] ?? Buffer.alloc(0), change);
          }
          const replies = await exchange(path, messages);
          if (path !== StreamsService.read.path) expect(replies.length).toBeLessThanOrEqual(messages.length);
          const reading = path === StreamsService.read.path ? readings.read : readings.append;
          if (path !== StreamsService.append.path && path !== StreamsService.delete.path) {
            for (const reply of replies) reading.deserializeBinary(reply);
          }
        },
      ),
      { numRuns: RUNS },
    );
    const { success } = await client.appendToStream('alive', dbClient.jsonEvent({ type: 'Alive', data: {} }));
    expect(success).toBe(true);
  });

  it('leave a log that every reader can read, its names and types in UTF-8', async () => {
    let before = -1n;
    for await (const { event } of client.readAll()) {
      if (event === undefined) continue;
      expect(event.position?.commit).toBeGreaterThan(before);
      before = event.position?.commit ?? before;
      for (const text of [event.streamId, event.type]) expect(Buffer.from(text).toString()).toBe(text);
    }
    expect(before).toBeGreaterThan(0n);
  });
});
