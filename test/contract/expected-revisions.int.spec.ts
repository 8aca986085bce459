import { describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import { events, failureOf, uniqueStream, useServerUnderTest, waysToAppend } from './server-under-test.js';

// Observed on EventStoreDB 24.10.4 with client 6.2.1: which expected revisions are taken; that a wrong one is
// answered with the actual revision, unary as in a batch; that after a soft delete numbering goes on, NO_STREAM or
// the old revision is accepted and STREAM_EXISTS gives stream-deleted; that a tombstone gives stream-deleted.
const server = useServerUnderTest();
const { ANY, NO_STREAM, STREAM_EXISTS } = dbClient;

type State = 'missing' | 'of three events' | 'soft-deleted after three' | 'tombstoned' | 'with metadata only';
type Expected = typeof ANY | typeof NO_STREAM | typeof STREAM_EXISTS | bigint;

async function streamThatIs(state: State): Promise<string> {
  const stream = uniqueStream('revisions');
  if (state === 'missing') return stream;
  if (state === 'with metadata only') {
    await server.client.setStreamMetadata(stream, { kind: 'early' });
    return stream;
  }
  await server.client.appendToStream(stream, events(3));
  if (state === 'soft-deleted after three') await server.client.deleteStream(stream);
  if (state === 'tombstoned') await server.client.tombstoneStream(stream);
  return stream;
}

const taken: [State, Expected, bigint][] = [
  ['missing', ANY, 1n],
  ['missing', NO_STREAM, 1n],
  ['with metadata only', ANY, 1n],
  ['with metadata only', NO_STREAM, 1n],
  ['of three events', ANY, 4n],
  ['of three events', STREAM_EXISTS, 4n],
  ['of three events', 2n, 4n],
  ['soft-deleted after three', ANY, 4n],
  ['soft-deleted after three', NO_STREAM, 4n],
  ['soft-deleted after three', 2n, 4n],
];

const wrong: [State, Expected, bigint | 'no_stream'][] = [
  ['missing', STREAM_EXISTS, 'no_stream'],
  ['missing', 0n, 'no_stream'],
  ['missing', 7n, 'no_stream'],
  ['of three events', NO_STREAM, 2n],
  ['of three events', 0n, 2n],
  ['of three events', 1n, 2n],
  ['of three events', 3n, 2n],
  ['of three events', 1000n, 2n],
];

const deleted: [State, Expected][] = [
  ['soft-deleted after three', STREAM_EXISTS],
  ['tombstoned', ANY],
  ['tombstoned', NO_STREAM],
  ['tombstoned', STREAM_EXISTS],
  ['tombstoned', 2n],
];

describe.each(waysToAppend)('An append %s', (_way, options) => {
  it.each(taken)('to a stream %s, at %s, is taken', async (state, expectedRevision, next) => {
    const stream = await streamThatIs(state);
    const result = await server.client.appendToStream(stream, events(2), { ...options, expectedRevision });
    expect(result).toMatchObject({ success: true, nextExpectedRevision: next });
    expect(result.position?.commit).toBe(result.position?.prepare);
  });

  it.each(wrong)(
    'to a stream %s, at %s, is refused with %s',
    async (state, expectedRevision, actualVersion) => {
      const stream = await streamThatIs(state);
      const refused = server.client.appendToStream(stream, events(2), { ...options, expectedRevision });
      expect(await failureOf(refused)).toMatchObject({
        type: 'wrong-expected-version',
        streamName: stream,
        expectedVersion: expectedRevision,
        actualVersion,
      });
    },
  );

  it.each(deleted)('to a stream %s, at %s, is told stream-deleted', async (state, expectedRevision) => {
    const stream = await streamThatIs(state);
    const refused = server.client.appendToStream(stream, events(2), { ...options, expectedRevision });
    expect(await failureOf(refused)).toMatchObject({ type: 'stream-deleted', streamName: stream });
  });

  it.each([1, 2, 10, 500])('of %d events numbers them one after another', async (count) => {
    const stream = uniqueStream('revisions');
    await server.client.appendToStream(stream, events(1), options);
    const result = await server.client.appendToStream(stream, events(count), {
      ...options,
      expectedRevision: 0n,
    });
    expect(result.nextExpectedRevision).toBe(BigInt(count));
  });
});

describe('With throwOnAppendFailure=false', () => {
  const quietClient = () =>
    dbClient.EventStoreDBClient.connectionString(
      `${server.connectionString}${server.connectionString.includes('?') ? '&' : '?'}throwOnAppendFailure=false`,
    );

  it('a wrong revision in a batch is an answer without success (client 6.2.1 gives 1n, whatever it was)', async () => {
    const client = quietClient();
    const stream = await streamThatIs('of three events');
    const result = await client.appendToStream(stream, events(1), { expectedRevision: NO_STREAM });
    expect(result).toMatchObject({ success: false, nextExpectedRevision: 1n });
    await client.dispose();
  });

  it('a wrong revision of a unary append is an answer with the actual revision', async () => {
    const client = quietClient();
    const stream = await streamThatIs('of three events');
    const credentials = { username: 'admin', password: 'changeit' };
    const result = await client.appendToStream(stream, events(1), {
      expectedRevision: NO_STREAM,
      credentials,
    });
    expect(result).toMatchObject({ success: false, nextExpectedRevision: 2n });
    await client.dispose();
  });
});

describe.each(waysToAppend)('A repeat %s, compared by event id,', (_way, options) => {
  const kinds = [
    ['the whole', 3],
    ['a prefix of two', 2],
    ['a prefix of one', 1],
  ] as const;
  describe.each(kinds)('of %s', (_kind, count) => {
    it.each([ANY, NO_STREAM] as const)(
      'at %s answers with the original position',
      async (expectedRevision) => {
        const stream = uniqueStream('repeats');
        const original = events(3);
        const first = await server.client.appendToStream(stream, original, { ...options, expectedRevision });
        await server.client.appendToStream(stream, events(2), options);
        const again = await server.client.appendToStream(stream, original.slice(0, count), {
          ...options,
          expectedRevision,
        });
        expect(again.nextExpectedRevision).toBe(BigInt(count - 1));
        if (count === 3) expect(again.position).toEqual(first.position);
        const next = await server.client.appendToStream(stream, events(1), options);
        expect(next.nextExpectedRevision).toBe(5n);
      },
    );
  });

  it.each([ANY, NO_STREAM, 0n] as const)(
    'with a new id after the old ones at %s is refused',
    async (expectedRevision) => {
      const stream = uniqueStream('repeats');
      await server.client.appendToStream(stream, events(1), options);
      const old = events(2);
      await server.client.appendToStream(stream, old, options);
      const mixed = [...old, ...events(1)];
      const refused = server.client.appendToStream(stream, mixed, { ...options, expectedRevision });
      expect(await failureOf(refused)).toMatchObject({ type: 'wrong-expected-version' });
    },
  );
});
