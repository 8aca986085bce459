import { describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import {
  collect,
  events,
  failureOf,
  numbersOf,
  uniqueStream,
  useServerUnderTest,
} from './server-under-test.js';

// Each behaviour was observed on EventStoreDB 24.10.4 with client 6.2.1 unless the case says otherwise.
const server = useServerUnderTest();
const { NO_STREAM, STREAM_EXISTS } = dbClient;

async function streamOf(count: number): Promise<string> {
  const stream = uniqueStream('delete');
  await server.client.appendToStream(stream, events(count));
  return stream;
}

const readBack = async (stream: string) => collect(server.client.readStream(stream));

describe('A soft delete', () => {
  it('makes the stream not found', async () => {
    const stream = await streamOf(2);
    const { position } = await server.client.deleteStream(stream, { expectedRevision: 1n });
    expect(position?.commit).toBeGreaterThan(0n);
    expect(await failureOf(readBack(stream))).toMatchObject({ type: 'stream-not-found' });
  });

  it('is refused at a wrong revision, with both revisions', async () => {
    const stream = await streamOf(2);
    expect(await failureOf(server.client.deleteStream(stream, { expectedRevision: 0n }))).toMatchObject({
      type: 'wrong-expected-version',
      streamName: stream,
      expectedVersion: 0n,
      actualVersion: 1n,
    });
  });

  it('of a missing stream is a wrong expected version, even at ANY (-2; none is -1)', async () => {
    expect(await failureOf(server.client.deleteStream(uniqueStream('delete')))).toMatchObject({
      type: 'wrong-expected-version',
      expectedVersion: -2n,
      actualVersion: -1n,
    });
  });

  it.each([['NO_STREAM', NO_STREAM] as const, ['the old revision', 1n] as const])(
    'lets the stream come back at %s, its numbering going on',
    async (_name, expectedRevision) => {
      const stream = await streamOf(2);
      await server.client.deleteStream(stream);
      const back = await server.client.appendToStream(stream, events(1, 'Again'), { expectedRevision });
      expect(back.nextExpectedRevision).toBe(2n);
      const found = await readBack(stream);
      expect(found.map(({ event }) => [event?.type, event?.revision])).toEqual([['Again', 2n]]);
    },
  );

  it('makes STREAM_EXISTS answer stream-deleted', async () => {
    const stream = await streamOf(1);
    await server.client.deleteStream(stream);
    const refused = server.client.appendToStream(stream, events(1), { expectedRevision: STREAM_EXISTS });
    expect(await failureOf(refused)).toMatchObject({ type: 'stream-deleted' });
  });

  it('followed by an append makes the server write $tb', async () => {
    const stream = await streamOf(3);
    await server.client.deleteStream(stream);
    await server.client.appendToStream(stream, events(1));
    const { metadata } = await server.client.getStreamMetadata(stream);
    expect(metadata).toMatchObject({ truncateBefore: 3 });
  });
});

describe('A tombstone', () => {
  it('ends the stream for reads and appends, single and in batches', async () => {
    const stream = await streamOf(2);
    await server.client.tombstoneStream(stream, { expectedRevision: 1n });
    expect(await failureOf(readBack(stream))).toMatchObject({ type: 'stream-deleted', streamName: stream });
    expect(await failureOf(server.client.appendToStream(stream, events(1)))).toMatchObject({
      type: 'stream-deleted',
    });
    const credentials = { username: 'admin', password: 'changeit' };
    expect(await failureOf(server.client.appendToStream(stream, events(1), { credentials }))).toMatchObject({
      type: 'stream-deleted',
      streamName: stream,
    });
  });

  it('of a missing stream succeeds', async () => {
    const stream = uniqueStream('tombstone');
    await server.client.tombstoneStream(stream);
    expect(await failureOf(readBack(stream))).toMatchObject({ type: 'stream-deleted' });
  });

  it('leaves the events in $all', async () => {
    const stream = await streamOf(3);
    const [first] = await readBack(stream);
    await server.client.tombstoneStream(stream);
    const fromPosition = first?.event?.position;
    if (fromPosition === undefined) throw new Error('The event has no position.');
    const found = await collect(server.client.readAll({ fromPosition, maxCount: 3 }));
    expect(numbersOf(found)).toEqual([0, 1, 2]);
  });
});
