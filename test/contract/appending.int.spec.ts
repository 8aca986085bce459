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
const { jsonEvent, binaryEvent, NO_STREAM, STREAM_EXISTS, ANY } = dbClient;

describe('An append at an expected revision', () => {
  it('is taken at NO_STREAM for a new stream, and answers with the last revision and position', async () => {
    const stream = uniqueStream('append');
    const result = await server.client.appendToStream(stream, events(3), { expectedRevision: NO_STREAM });
    expect(result.success).toBe(true);
    expect(result.nextExpectedRevision).toBe(2n);
    const [, , last] = await collect(server.client.readStream(stream));
    expect(result.position).toEqual(last?.event?.position);
  });

  it('is refused at NO_STREAM for a stream that exists, with the actual revision', async () => {
    const stream = uniqueStream('append');
    await server.client.appendToStream(stream, events(2));
    const refused = server.client.appendToStream(stream, events(1), { expectedRevision: NO_STREAM });
    expect(await failureOf(refused)).toMatchObject({
      type: 'wrong-expected-version',
      streamName: stream,
      expectedVersion: 'no_stream',
      actualVersion: 1n,
    });
  });

  it('is taken at exactly the last revision, and refused before and after it', async () => {
    const stream = uniqueStream('append');
    const append = (expectedRevision: bigint) =>
      server.client.appendToStream(stream, events(1), { expectedRevision });
    await server.client.appendToStream(stream, events(2));
    expect((await append(1n)).nextExpectedRevision).toBe(2n);
    expect(await failureOf(append(1n))).toMatchObject({ expectedVersion: 1n, actualVersion: 2n });
    expect(await failureOf(append(7n))).toMatchObject({ expectedVersion: 7n, actualVersion: 2n });
  });

  it('is refused at an exact revision of a stream that does not exist', async () => {
    const refused = server.client.appendToStream(uniqueStream('append'), events(1), { expectedRevision: 0n });
    expect(await failureOf(refused)).toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: 'no_stream',
    });
  });

  it('is taken at STREAM_EXISTS only for a stream that exists', async () => {
    const stream = uniqueStream('append');
    const append = () => server.client.appendToStream(stream, events(1), { expectedRevision: STREAM_EXISTS });
    expect(await failureOf(append())).toMatchObject({
      type: 'wrong-expected-version',
      expectedVersion: 'stream_exists',
      actualVersion: 'no_stream',
    });
    await server.client.appendToStream(stream, events(1));
    expect((await append()).nextExpectedRevision).toBe(1n);
  });

  it('is taken at ANY, stream or no stream', async () => {
    const stream = uniqueStream('append');
    const append = () => server.client.appendToStream(stream, events(1), { expectedRevision: ANY });
    expect((await append()).nextExpectedRevision).toBe(0n);
    expect((await append()).nextExpectedRevision).toBe(1n);
  });

  it('lets exactly one of many writers at the same revision win', async () => {
    const stream = uniqueStream('append');
    const writers = Array.from({ length: 40 }, () =>
      server.client.appendToStream(stream, events(1), { expectedRevision: NO_STREAM }),
    );
    const results = await Promise.allSettled(writers);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await collect(server.client.readStream(stream))).toHaveLength(1);
  });

  it('keeps every event of many writers at ANY, each at its own revision', async () => {
    const stream = uniqueStream('append');
    const results = await Promise.all(
      Array.from({ length: 300 }, () => server.client.appendToStream(stream, events(1))),
    );
    const revisions = results.map(({ nextExpectedRevision }) => Number(nextExpectedRevision));
    expect([...revisions].sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, n) => n));
  });

  it('behaves the same as a single (unary) append', async () => {
    const stream = uniqueStream('unary');
    const credentials = { username: 'admin', password: 'changeit' };
    const append = (expectedRevision: bigint | 'no_stream') =>
      server.client.appendToStream(stream, events(2), { expectedRevision, credentials });
    expect((await append(NO_STREAM)).nextExpectedRevision).toBe(1n);
    expect((await append(1n)).nextExpectedRevision).toBe(3n);
    expect(await failureOf(append(1n))).toMatchObject({ type: 'wrong-expected-version', actualVersion: 3n });
  });
});

describe('A repeated append (compared by event id)', () => {
  it('answers with the original position and appends nothing, at an exact revision', async () => {
    const stream = uniqueStream('repeat');
    const batch = events(3);
    const first = await server.client.appendToStream(stream, batch, { expectedRevision: NO_STREAM });
    await server.client.appendToStream(stream, events(1));
    const again = await server.client.appendToStream(stream, batch, { expectedRevision: NO_STREAM });
    expect(again).toEqual(first);
    expect(await collect(server.client.readStream(stream))).toHaveLength(4);
  });

  it('answers with the original position for a prefix of the original', async () => {
    const stream = uniqueStream('repeat');
    const batch = events(3);
    await server.client.appendToStream(stream, batch, { expectedRevision: NO_STREAM });
    const again = await server.client.appendToStream(stream, batch.slice(0, 2), {
      expectedRevision: NO_STREAM,
    });
    const [, second] = await collect(server.client.readStream(stream));
    expect(again).toMatchObject({ nextExpectedRevision: 1n, position: second?.event?.position });
  });

  it.each([ANY, STREAM_EXISTS] as const)(
    'answers with the original position at %s',
    async (expectedRevision) => {
      const stream = uniqueStream('repeat');
      const batch = events(2);
      const first = await server.client.appendToStream(stream, batch);
      expect(await server.client.appendToStream(stream, batch, { expectedRevision })).toEqual(first);
      expect(await collect(server.client.readStream(stream))).toHaveLength(2);
    },
  );

  it('is refused when old ids are followed by new ones, even at ANY', async () => {
    const stream = uniqueStream('repeat');
    const old = events(1);
    await server.client.appendToStream(stream, old, { expectedRevision: NO_STREAM });
    for (const expectedRevision of [ANY, NO_STREAM] as const) {
      const mixed = server.client.appendToStream(stream, [...old, ...events(1)], { expectedRevision });
      expect(await failureOf(mixed)).toMatchObject({ type: 'wrong-expected-version' });
    }
  });

  it('is appended whole at ANY when a new id comes first', async () => {
    const stream = uniqueStream('repeat');
    const old = events(1);
    await server.client.appendToStream(stream, old);
    const result = await server.client.appendToStream(stream, [...events(1), ...old]);
    expect(result.nextExpectedRevision).toBe(2n);
  });

  it('stores the same id twice when it stands twice in one append', async () => {
    const stream = uniqueStream('repeat');
    const [event] = events(1);
    if (event === undefined) throw new Error('unreachable');
    await server.client.appendToStream(stream, [event, event]);
    expect(await collect(server.client.readStream(stream))).toHaveLength(2);
  });

  it('is recognised while the original is still under way', async () => {
    const stream = uniqueStream('repeat');
    const batch = events(2);
    const append = () => server.client.appendToStream(stream, batch, { expectedRevision: NO_STREAM });
    const [first, second] = await Promise.all([append(), append()]);
    expect(second).toEqual(first);
  });
});

describe('What an append may hold', () => {
  it('takes 4,000 small events at once', async () => {
    const stream = uniqueStream('size');
    expect((await server.client.appendToStream(stream, events(4000))).nextExpectedRevision).toBe(3999n);
    expect(numbersOf(await collect(server.client.readStream(stream)))).toEqual(
      Array.from({ length: 4000 }, (_, n) => n),
    );
  });

  it('refuses more than 1,048,576 bytes, and takes nothing of it', async () => {
    const stream = uniqueStream('size');
    const half = jsonEvent({ type: 'Large', data: { pad: 'x'.repeat(600_000) } });
    const otherHalf = jsonEvent({ type: 'Large', data: { pad: 'x'.repeat(600_000) } });
    for (const options of [{}, { credentials: { username: 'admin', password: 'changeit' } }]) {
      const tooLarge = server.client.appendToStream(stream, [half, otherHalf], options);
      expect(await failureOf(tooLarge)).toMatchObject({
        type: 'maximum-append-size-exceeded',
        maxAppendSize: 1_048_576,
      });
    }
    expect((await server.client.appendToStream(stream, [half])).nextExpectedRevision).toBe(0n);
  });

  it('keeps JSON, binary data, metadata of both kinds, ids, types and names as they were given', async () => {
    const stream = uniqueStream('з-іменем-世界');
    const json = jsonEvent({ type: 'Тип', data: { текст: 'є' }, metadata: { by: 'ж' } });
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
    const binary = binaryEvent({ type: 'Bytes', data: bytes, metadata: bytes });
    const before = Date.now() - 5_000;
    await server.client.appendToStream(stream, [json, binary]);
    const [first, second] = await collect(server.client.readStream(stream));
    expect(first?.event).toMatchObject({
      id: json.id,
      type: 'Тип',
      streamId: stream,
      isJson: true,
      data: { текст: 'є' },
      metadata: { by: 'ж' },
      revision: 0n,
    });
    expect(second?.event).toMatchObject({ id: binary.id, isJson: false, revision: 1n });
    expect(Buffer.from(second?.event?.data as Uint8Array)).toEqual(Buffer.from(bytes));
    expect(Buffer.from(second?.event?.metadata as Uint8Array)).toEqual(Buffer.from(bytes));
    expect(first?.event?.created.getTime()).toBeGreaterThan(before);
  });

  it('takes a stream name of 20,000 characters', async () => {
    const stream = uniqueStream('n'.repeat(20_000));
    await server.client.appendToStream(stream, events(1));
    expect(await collect(server.client.readStream(stream))).toHaveLength(1);
  });
});
