import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { EventStore } from '../event-store.js';
import { EventStoreError } from '../event-store.js';
import { connectEventStore } from '../eventstoredb.js';
import { all, anEvent, freshStream } from './event.js';

/** Holds the adapter, which decodes by itself, field by field against the client's own methods. */
export function clientCases(connectionString: () => string): void {
  let store: EventStore;
  let client: EventStoreDBClient;
  beforeAll(() => {
    store = connectEventStore(connectionString());
    client = EventStoreDBClient.connectionString(connectionString());
  });
  afterAll(async () => {
    await store.close();
    await client.dispose();
  });

  it('reads what the client reads, whoever appended it', async () => {
    const stream = freshStream();
    await store.append(stream, 'no_stream', [anEvent(), anEvent({ n: 1.5e300 }, 'Негайно')]);
    await client.appendToStream(stream, jsonEvent({ type: 'Noted', data: { by: 'client' } }));
    const ours = (await all(store.read(stream))).map((event) => ({
      ...event,
      data: parsed(event.data),
      metadata: parsed(event.metadata),
    }));
    const theirs = [];
    for await (const { event } of client.readStream(stream)) {
      if (event === undefined) continue;
      const { streamId, position, isJson, revision, ...same } = event;
      expect(isJson).toBe(true);
      theirs.push({ ...same, stream: streamId, revision: Number(revision), position: position?.commit });
    }
    expect(ours).toEqual(theirs);
    expect(ours).toHaveLength(3);
  });

  it('reads the whole log as the client does, but for system events', async () => {
    const stream = freshStream();
    await store.append(stream, 'no_stream', [anEvent()]);
    await client.setStreamMetadata(stream, { maxAge: 1_000_000 });
    const theirs: string[] = [];
    for await (const { event } of client.readAll()) {
      if (event !== undefined && !event.type.startsWith('$')) theirs.push(event.id);
    }
    expect((await all(store.readAll(null))).map(({ id }) => id)).toEqual(theirs);
  });

  it('names a stream that somebody deleted, on reading and on appending', async () => {
    const stream = freshStream();
    await store.append(stream, 'no_stream', [anEvent()]);
    await client.tombstoneStream(stream);
    await expect(all(store.read(stream))).rejects.toThrow(`The stream ${stream} was deleted`);
    await expect(store.append(stream, 0, [anEvent()])).rejects.toThrow(`The stream ${stream} was deleted`);
    await expect(store.append(stream, 0, [anEvent()])).rejects.toBeInstanceOf(EventStoreError);
  });

  it('goes on when a client in the same process breaks off with appends under way', async () => {
    const other = EventStoreDBClient.connectionString(connectionString());
    const theirs = other.appendToStream(`case-${randomUUID()}`, jsonEvent({ type: 'Noted', data: {} }));
    const ours = Array.from({ length: 20 }, () => store.append(freshStream(), 'no_stream', [anEvent()]));
    await other.dispose();
    await Promise.allSettled([theirs]);
    for (const { kind } of await Promise.all(ours)) expect(kind).toBe('appended');
  });
}

function parsed(bytes: Uint8Array): unknown {
  return bytes.length === 0 ? undefined : JSON.parse(Buffer.from(bytes).toString('utf8'));
}
