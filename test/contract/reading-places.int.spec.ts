import { beforeAll, describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import type { Position, ReadPosition, ReadRevision, ResolvedEvent } from '@eventstore/db-client';
import { collect, events, numbersOf, uniqueStream, useServerUnderTest } from './server-under-test.js';

// Public documentation, "Reading events": a stream is read forwards or backwards from its start, its end or a
// revision, which is included, up to a maximum count. Observed on EventStoreDB 24.10.4: from beyond the end there is
// no message; `readAll` from a position is inclusive (backwards, the position is not: read in the server's source).
const server = useServerUnderTest();
const { START, END, FORWARDS, BACKWARDS } = dbClient;

const COUNT = 10;
const counts = [undefined, 1, 3, 10, 1000];
const numbers = Array.from({ length: COUNT }, (_, n) => n);

describe('A stream of ten events', () => {
  const stream = uniqueStream('places');
  beforeAll(async () => {
    await server.client.appendToStream(stream, events(COUNT));
  });

  const forwards: [ReadRevision, number][] = [
    [START, 0],
    [0n, 0],
    [1n, 1],
    [5n, 5],
    [9n, 9],
    [10n, 10],
    [1_000_000n, 10],
    [END, 10],
  ];
  const backwards: [ReadRevision, number][] = [
    [END, 9],
    [9n, 9],
    [5n, 5],
    [1n, 1],
    [0n, 0],
    [START, 0],
  ];

  describe.each(counts)('read up to %s events', (maxCount) => {
    const options = maxCount === undefined ? {} : { maxCount };

    it.each(forwards)('forwards from %s', async (fromRevision, first) => {
      const read = server.client.readStream(stream, { ...options, fromRevision, direction: FORWARDS });
      expect(numbersOf(await collect(read))).toEqual(numbers.slice(first).slice(0, maxCount));
    });

    it.each(backwards)('backwards from %s', async (fromRevision, first) => {
      const read = server.client.readStream(stream, { ...options, fromRevision, direction: BACKWARDS });
      const expected = numbers.slice(0, first + 1).reverse();
      expect(numbersOf(await collect(read))).toEqual(expected.slice(0, maxCount));
    });
  });
});

describe('$all around ten events', () => {
  const stream = uniqueStream('places');
  let own: ResolvedEvent[] = [];
  beforeAll(async () => {
    await server.client.appendToStream(stream, events(COUNT));
    own = await collect(server.client.readStream(stream));
  });
  const positionOf = (index: number): Position => {
    const position = own[index]?.event?.position;
    if (position === undefined) throw new Error('The event has no position.');
    return position;
  };
  const read = async (fromPosition: ReadPosition, maxCount: number, direction = FORWARDS) =>
    collect(
      server.client.readAll({ fromPosition, maxCount, direction } as Parameters<
        typeof server.client.readAll
      >[0]),
    );

  // The events of one append stand side by side, whatever else is written to the server.
  describe.each([1, 3, 10])('read up to %d events', (maxCount) => {
    it.each([0, 1, 5, 9])('forwards from the position of event %d, which is included', async (first) => {
      const wanted = numbers.slice(first, first + maxCount);
      const found = await read(positionOf(first), maxCount);
      expect(numbersOf(found.slice(0, wanted.length))).toEqual(wanted);
    });

    it.each([1, 2, 5, 9])('backwards from the position of event %d, which is not', async (first) => {
      const wanted = numbers.slice(0, first).reverse().slice(0, maxCount);
      const found = await read(positionOf(first), maxCount, BACKWARDS as typeof FORWARDS);
      expect(numbersOf(found.slice(0, wanted.length))).toEqual(wanted);
    });

    it('forwards from the start: never more than asked for', async () => {
      expect(await read(START, maxCount)).toHaveLength(maxCount);
    });

    it('backwards from the end: never more than asked for', async () => {
      expect(await read(END, maxCount, BACKWARDS as typeof FORWARDS)).toHaveLength(maxCount);
    });

    it('forwards from the end: nothing', async () => {
      expect(await read(END, maxCount)).toEqual([]);
    });
  });

  it('gives the same events forwards and backwards', async () => {
    const there = await read(positionOf(2), 5);
    const back = await read(positionOf(7), 5, BACKWARDS as typeof FORWARDS);
    expect(back.reverse().map(({ event }) => event?.id)).toEqual(there.map(({ event }) => event?.id));
  });

  it('gives each event as its stream does: id, revision, position, created, data', async () => {
    const found = await read(positionOf(0), COUNT);
    expect(found.map(({ event }) => event)).toEqual(own.map(({ event }) => event));
  });
});

describe('A read', () => {
  it('of 5,000 events gives each once, in order, to many readers at a time', async () => {
    const stream = uniqueStream('places');
    for (let n = 0; n < 5; n += 1) await server.client.appendToStream(stream, events(1000));
    const reads = Array.from({ length: 8 }, () => collect(server.client.readStream(stream)));
    for (const found of await Promise.all(reads)) {
      expect(found.map(({ event }) => Number(event?.revision))).toEqual(
        Array.from({ length: 5000 }, (_, n) => n),
      );
    }
  });

  it('broken off after some events leaves the connection to others', async () => {
    const stream = uniqueStream('places');
    await server.client.appendToStream(stream, events(3000));
    for (let times = 0; times < 20; times += 1) {
      const seen: unknown[] = [];
      for await (const { event } of server.client.readStream(stream)) {
        seen.push(event?.revision);
        if (seen.length === 10) break;
      }
      expect(seen).toHaveLength(10);
    }
    expect(await collect(server.client.readStream(stream, { maxCount: 2 }))).toHaveLength(2);
  });

  it('taken slowly gives the same as one taken fast', async () => {
    const stream = uniqueStream('places');
    await server.client.appendToStream(stream, events(2000));
    const found: ResolvedEvent[] = [];
    for await (const event of server.client.readStream(stream)) {
      if (found.length % 100 === 0) await new Promise(setImmediate);
      found.push(event);
    }
    expect(numbersOf(found)).toEqual(Array.from({ length: 2000 }, (_, n) => n));
  });
});
