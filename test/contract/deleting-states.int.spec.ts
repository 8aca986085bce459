import { describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import { collect, events, failureOf, record, uniqueStream, useServerUnderTest } from './server-under-test.js';

// Observed on EventStoreDB 24.10.4: a delete at a wrong version = 9 with `exception: wrong-expected-version` and the
// expected and actual versions (any = -2, none = -1); soft-deleting a missing stream gives this error even with ANY;
// tombstoning a missing stream succeeds; a tombstoned stream, read or subscribed = 9 stream-deleted; after a soft
// delete numbering goes on; a live subscriber of a tombstoned stream gets `$streamDeleted` at revision 2^63-1.
const server = useServerUnderTest();
const { ANY, NO_STREAM, START, END } = dbClient;
const MAX = 2n ** 63n - 1n;

type Deletion = 'deleteStream' | 'tombstoneStream';
const deletions: Deletion[] = ['deleteStream', 'tombstoneStream'];

async function streamOf(count: number): Promise<string> {
  const stream = uniqueStream('delete');
  await server.client.appendToStream(stream, events(count));
  return stream;
}

describe.each(deletions)('%s', (deletion) => {
  it.each([ANY, 4n] as const)(
    'at %s of a stream whose last revision is 4 succeeds, with a position',
    async (expectedRevision) => {
      const stream = await streamOf(5);
      const { position } = await server.client[deletion](stream, { expectedRevision });
      expect(position?.commit).toBe(position?.prepare);
      const type = deletion === 'deleteStream' ? 'stream-not-found' : 'stream-deleted';
      expect(await failureOf(collect(server.client.readStream(stream)))).toMatchObject({
        type,
        streamName: stream,
      });
    },
  );

  it.each([
    [NO_STREAM, -1n],
    [0n, 0n],
    [3n, 3n],
    [5n, 5n],
    [1000n, 1000n],
  ] as const)(
    'at %s of a stream whose last revision is 4 is refused, and changes nothing',
    async (expectedRevision, expectedVersion) => {
      const stream = await streamOf(5);
      expect(await failureOf(server.client[deletion](stream, { expectedRevision }))).toMatchObject({
        type: 'wrong-expected-version',
        streamName: stream,
        expectedVersion,
        actualVersion: 4n,
      });
      expect(await collect(server.client.readStream(stream))).toHaveLength(5);
    },
  );

  it.each([ANY, 4n] as const)(
    'at %s of a tombstoned stream is told stream-deleted',
    async (expectedRevision) => {
      const stream = await streamOf(5);
      await server.client.tombstoneStream(stream);
      expect(await failureOf(server.client[deletion](stream, { expectedRevision }))).toMatchObject({
        type: 'stream-deleted',
        streamName: stream,
      });
    },
  );

  it("with STREAM_EXISTS fails on the client's side (client 6.2.1 cannot serialise it)", async () => {
    const stream = await streamOf(1);
    const options = { expectedRevision: dbClient.STREAM_EXISTS as unknown as typeof ANY };
    const failure = failureOf(server.client.deleteStream(stream, options));
    expect(await failure).toMatchObject({ code: 13 });
    expect(await collect(server.client.readStream(stream))).toHaveLength(1);
  });

  it('leaves the events in $all', async () => {
    const stream = await streamOf(3);
    const [first] = await collect(server.client.readStream(stream));
    await server.client[deletion](stream);
    if (first?.event?.position === undefined) throw new Error('The event has no position.');
    const found = await collect(server.client.readAll({ fromPosition: first.event.position, maxCount: 3 }));
    expect(found.map(({ event }) => event?.streamId)).toEqual([stream, stream, stream]);
  });

  it('leaves other streams alone', async () => {
    const [stream, other] = [await streamOf(2), await streamOf(2)];
    await server.client[deletion](stream);
    expect(await collect(server.client.readStream(other))).toHaveLength(2);
  });
});

describe('A soft-deleted stream', () => {
  it.each([1, 3, 10])(
    'that held %d events comes back at the next revision, again and again',
    async (count) => {
      const stream = await streamOf(count);
      let next = BigInt(count);
      for (let times = 0; times < 3; times += 1) {
        await server.client.deleteStream(stream);
        const back = await server.client.appendToStream(stream, events(2, 'Again'));
        expect(back.nextExpectedRevision).toBe(next + 1n);
        const found = await collect(server.client.readStream(stream));
        expect(found.map(({ event }) => event?.revision)).toEqual([next, next + 1n]);
        next += 2n;
      }
    },
  );

  it.each([START, END, 0n] as const)(
    'is followed from %s as one that is empty, until it comes back',
    async (fromRevision) => {
      const stream = await streamOf(3);
      await server.client.deleteStream(stream);
      const subscription = server.client.subscribeToStream(stream, { fromRevision });
      const heard = record(subscription);
      await heard.until(() => heard.told.includes('caughtUp'));
      await server.client.appendToStream(stream, events(1, 'Again'));
      await heard.until(() => heard.received.length === 1);
      expect(heard.received[0]?.event).toMatchObject({ type: 'Again', revision: 3n });
      await subscription.unsubscribe();
    },
  );

  it('can be tombstoned', async () => {
    const stream = await streamOf(3);
    await server.client.deleteStream(stream);
    await server.client.tombstoneStream(stream);
    expect(await failureOf(collect(server.client.readStream(stream)))).toMatchObject({
      type: 'stream-deleted',
    });
  });
});

describe('A tombstone', () => {
  it.each([START, END, 1n] as const)('is told to who follows the stream from %s', async (fromRevision) => {
    const stream = await streamOf(3);
    const heard = record(server.client.subscribeToStream(stream, { fromRevision }));
    await heard.until(() => heard.told.includes('caughtUp'));
    await server.client.tombstoneStream(stream);
    await heard.until(() => heard.told.includes('$streamDeleted'));
    expect(heard.received.at(-1)?.event).toMatchObject({ streamId: stream, revision: MAX });
  });

  it.each([START, END, 0n] as const)(
    'ends a subscription that starts afterwards from %s',
    async (fromRevision) => {
      const stream = await streamOf(1);
      await server.client.tombstoneStream(stream);
      const heard = record(server.client.subscribeToStream(stream, { fromRevision }));
      await heard.until(() => heard.errors.length > 0);
      expect(heard.errors[0]).toMatchObject({ type: 'stream-deleted' });
    },
  );

  it('stands in $all as $streamDeleted', async () => {
    const stream = await streamOf(1);
    const { position } = await server.client.tombstoneStream(stream);
    if (position === undefined) throw new Error('The tombstone has no position.');
    const [found] = await collect(server.client.readAll({ fromPosition: position, maxCount: 1 }));
    expect(found?.event).toMatchObject({ type: '$streamDeleted', streamId: stream, revision: MAX });
  });

  it('of a stream that never was ends it for appends', async () => {
    const stream = uniqueStream('delete');
    await server.client.tombstoneStream(stream);
    expect(await failureOf(server.client.appendToStream(stream, events(1)))).toMatchObject({
      type: 'stream-deleted',
    });
  });
});
