import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client, credentials } from '@grpc/grpc-js';
import dbClient from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { delimited, varintField } from '#libs/embedded/src/event-store/wire/protobuf-writer.js';

const BATCH_APPEND = '/event_store.client.streams.Streams/BatchAppend';
const asIs = (bytes: Buffer): Buffer => bytes;
const text = (tag: number, value: string): Buffer => delimited(tag, Buffer.from(value));
const entry = (key: string, value: string): Buffer =>
  delimited(0x12, Buffer.concat([text(0x0a, key), text(0x12, value)]));
const uuid = (): Buffer => delimited(0x0a, text(0x12, randomUUID()));

interface Append {
  readonly stream: string;
  readonly type?: string;
  readonly deadline?: number;
  readonly isFinal?: boolean;
}

/** One `BatchAppendReq` with one event. `deadline`: seconds since 1970. */
function append({ stream, type = 'Noted', deadline, isFinal = true }: Append): Buffer {
  const options = [delimited(0x0a, text(0x1a, stream)), delimited(0x22, Buffer.alloc(0))];
  if (deadline !== undefined) options.push(delimited(0x32, varintField(0x08, deadline)));
  const event = Buffer.concat([uuid(), entry('type', type), entry('content-type', 'application/json')]);
  return Buffer.concat([
    uuid(),
    delimited(0x12, Buffer.concat(options)),
    delimited(0x1a, event),
    varintField(0x20, isFinal ? 1 : 0),
  ]);
}

let server: Awaited<ReturnType<typeof startEventStore>>;
let client: EventStoreDBClient;
let raw: Client;
beforeEach(async () => {
  server = await startEventStore({ dataDir: undefined, port: 0 });
  client = dbClient.EventStoreDBClient.connectionString(server.connectionString);
  raw = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
});
afterEach(async () => {
  raw.close();
  await client.dispose();
  await server.stop();
});

async function replyTo(message: Buffer): Promise<string> {
  const call = raw.makeBidiStreamRequest(BATCH_APPEND, asIs, asIs);
  call.on('error', () => undefined);
  const reply = new Promise<Buffer>((resolve) => call.on('data', resolve));
  call.write(message);
  const said = (await reply).toString('latin1');
  call.cancel();
  return said;
}

describe('A batch append', () => {
  it('whose deadline has passed is told Timeout, and is not written', async () => {
    expect(await replyTo(append({ stream: 'late', deadline: 1 }))).toContain('event_store.client.Timeout');
    await expect(client.readStream('late').toArray()).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it('that never ends is told Timeout at its deadline, and is not written', async () => {
    const deadline = Math.ceil(Date.now() / 1000) + 1;
    const said = await replyTo(append({ stream: 'unfinished', deadline, isFinal: false }));
    expect(said).toContain('event_store.client.Timeout');
    await expect(client.readStream('unfinished').toArray()).rejects.toMatchObject({
      type: 'stream-not-found',
    });
  });
});

describe('A client that sends appends and reads no answers', () => {
  it('is made to wait, while others are served', async () => {
    const call = raw.makeBidiStreamRequest(BATCH_APPEND, asIs, asIs);
    call.on('error', () => undefined);
    call.pause();
    let served = 0;
    for (let n = 0; n < 100_000 && served < 50; n += 1) {
      if (call.write(append({ stream: `slow-${n % 10}` }))) continue;
      let hasRoom = false;
      call.once('drain', () => (hasRoom = true));
      for (served = 0; !hasRoom && served < 50; served += 1) {
        await client.appendToStream('alive', dbClient.jsonEvent({ type: 'Alive', data: {} }));
      }
    }
    expect(served).toBe(50);
    call.cancel();
    expect(await client.readStream('alive', { maxCount: 1 }).toArray()).toHaveLength(1);
  });
});
