import { describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import type { ReadRevision } from '@eventstore/db-client';
import { collect, events, numbersOf, record, uniqueStream, useServerUnderTest } from './server-under-test.js';

// Observed on EventStoreDB 24.10.4: confirmation, then events, then caughtUp (straight after the confirmation from
// END or on a missing stream). Public documentation, "Catch-up subscriptions": a subscription starts after the
// given revision or position, which is not included, gives what stands there and goes on live, in order.
const server = useServerUnderTest();
const { START, END } = dbClient;
const numbers = Array.from({ length: 10 }, (_, n) => n);

const places: [ReadRevision, number][] = [
  [START, 0],
  [0n, 1],
  [4n, 5],
  [8n, 9],
  [9n, 10],
  [END, 10],
];

describe.each(places)('A stream of ten events followed from %s', (fromRevision, first) => {
  it('gives what comes after, then caughtUp, then what is appended', async () => {
    const stream = uniqueStream('follow');
    await server.client.appendToStream(stream, events(10));
    const subscription = server.client.subscribeToStream(stream, { fromRevision });
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    expect(heard.told.at(0)).toBe('confirmation');
    expect(numbersOf(heard.received)).toEqual(numbers.slice(first));
    await server.client.appendToStream(stream, events(3, 'Live'));
    await heard.until(() => heard.received.length === 13 - first);
    expect(heard.told.slice(-4)).toEqual(['caughtUp', 'Live', 'Live', 'Live']);
    await subscription.unsubscribe();
  });

  it('gives each of many appends made meanwhile once and in order', async () => {
    const stream = uniqueStream('follow');
    await server.client.appendToStream(stream, events(10));
    const subscription = server.client.subscribeToStream(stream, { fromRevision });
    const heard = record(subscription);
    if (fromRevision === END) await heard.until(() => heard.told.includes('caughtUp'));
    await Promise.all(Array.from({ length: 50 }, () => server.client.appendToStream(stream, events(4))));
    await heard.until(() => heard.received.length >= 210 - first);
    const revisions = heard.received.map(({ event }) => Number(event?.revision));
    expect(revisions).toEqual(Array.from({ length: 210 - first }, (_, n) => n + first));
    await subscription.unsubscribe();
  });
});

describe('$all followed from the position of an event', () => {
  it.each([0, 1, 5, 9])('gives what comes after event %d', async (index) => {
    const stream = uniqueStream('follow');
    await server.client.appendToStream(stream, events(10));
    const own = await collect(server.client.readStream(stream));
    const fromPosition = own[index]?.event?.position;
    if (fromPosition === undefined) throw new Error('The event has no position.');
    const subscription = server.client.subscribeToAll({ fromPosition });
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    const found = heard.received.filter(({ event }) => event?.streamId === stream);
    expect(numbersOf(found)).toEqual(numbers.slice(index + 1));
    await server.client.appendToStream(stream, events(1, 'Live'));
    await heard.until(() => heard.told.includes('Live'));
    await subscription.unsubscribe();
  });
});

describe('Subscriptions', () => {
  it.each([2, 10, 40])('%d at a time each get every event', async (count) => {
    const stream = uniqueStream('follow');
    const heard = Array.from({ length: count }, () => {
      const subscription = server.client.subscribeToStream(stream);
      return { subscription, record: record(subscription) };
    });
    await Promise.all(heard.map(({ record: told }) => told.until(() => told.told.includes('caughtUp'))));
    for (let n = 0; n < 10; n += 1) await server.client.appendToStream(stream, events(10));
    for (const { subscription, record: told } of heard) {
      await told.until(() => told.received.length === 100);
      expect(told.received.map(({ event }) => Number(event?.revision))).toEqual(
        Array.from({ length: 100 }, (_, n) => n),
      );
      await subscription.unsubscribe();
    }
  });

  it('that have ended get nothing more, and leave the others alone', async () => {
    const stream = uniqueStream('follow');
    const [ending, staying] = [
      server.client.subscribeToStream(stream),
      server.client.subscribeToStream(stream),
    ];
    const [ended, stayed] = [record(ending), record(staying)];
    await Promise.all([ended, stayed].map((heard) => heard.until(() => heard.told.includes('caughtUp'))));
    await ending.unsubscribe();
    await server.client.appendToStream(stream, events(5));
    await stayed.until(() => stayed.received.length === 5);
    expect(ended.received).toEqual([]);
    await staying.unsubscribe();
  });

  it.each(['subscribeToStream', 'subscribeToAll'] as const)(
    'by %s wait for a reader that pauses',
    async (method) => {
      const stream = uniqueStream('follow');
      const filter = dbClient.streamNameFilter({ prefixes: [stream] });
      const subscription =
        method === 'subscribeToStream'
          ? server.client.subscribeToStream(stream)
          : server.client.subscribeToAll({ fromPosition: END, filter });
      const heard = record(subscription);
      await heard.until(() => heard.told.includes('caughtUp'));
      subscription.pause();
      for (let n = 0; n < 20; n += 1) await server.client.appendToStream(stream, events(100));
      expect(heard.received.length).toBeLessThan(2000);
      subscription.resume();
      await heard.until(() => heard.received.length === 2000);
      const revisions = heard.received.map(({ event }) => Number(event?.revision));
      expect(revisions).toEqual(Array.from({ length: 2000 }, (_, n) => n));
      await subscription.unsubscribe();
    },
  );

  it('can be read as an iterable', async () => {
    const stream = uniqueStream('follow');
    await server.client.appendToStream(stream, events(5));
    const seen: unknown[] = [];
    for await (const { event } of server.client.subscribeToStream(stream)) {
      seen.push(event?.revision);
      if (seen.length === 5) break;
    }
    expect(seen).toEqual([0n, 1n, 2n, 3n, 4n]);
  });
});
