import { describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import type { Position } from '@eventstore/db-client';
import { events, numbersOf, record, uniqueStream, useServerUnderTest } from './server-under-test.js';

// Each behaviour was observed on EventStoreDB 24.10.4 with client 6.2.1 unless the case says otherwise.
const server = useServerUnderTest();
const { START, END, streamNameFilter, eventTypeFilter } = dbClient;

describe('Following a stream', () => {
  it('gives the confirmation, the events, caughtUp, and then what is appended', async () => {
    const stream = uniqueStream('follow');
    await server.client.appendToStream(stream, events(3));
    const subscription = server.client.subscribeToStream(stream, { fromRevision: START });
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    await server.client.appendToStream(stream, events(2, 'Later'));
    await heard.until(() => heard.received.length === 5);
    expect(heard.told).toEqual(['confirmation', 'Noted', 'Noted', 'Noted', 'caughtUp', 'Later', 'Later']);
    await subscription.unsubscribe();
  });

  it('goes on after the given revision', async () => {
    const stream = uniqueStream('follow');
    await server.client.appendToStream(stream, events(5));
    const subscription = server.client.subscribeToStream(stream, { fromRevision: 2n });
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    expect(numbersOf(heard.received)).toEqual([3, 4]);
    await subscription.unsubscribe();
  });

  it.each(['from its end', 'of a stream that is not there yet'])('is caught up at once %s', async (which) => {
    const stream = uniqueStream('follow');
    if (which === 'from its end') await server.client.appendToStream(stream, events(2));
    const subscription = server.client.subscribeToStream(stream, { fromRevision: END });
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    await server.client.appendToStream(stream, events(1, 'Later'));
    await heard.until(() => heard.received.length === 1);
    expect(heard.told).toEqual(['confirmation', 'caughtUp', 'Later']);
    await subscription.unsubscribe();
  });

  it('of a tombstoned stream fails', async () => {
    const stream = uniqueStream('follow');
    await server.client.tombstoneStream(stream);
    const heard = record(server.client.subscribeToStream(stream));
    await heard.until(() => heard.errors.length > 0);
    expect(heard.errors[0]).toMatchObject({ type: 'stream-deleted' });
  });

  it('hears of a tombstone as $streamDeleted at revision 2^63-1', async () => {
    const stream = uniqueStream('follow');
    await server.client.appendToStream(stream, events(1));
    const heard = record(server.client.subscribeToStream(stream));
    await heard.until(() => heard.told.includes('caughtUp'));
    await server.client.tombstoneStream(stream);
    await heard.until(() => heard.received.length === 2);
    expect(heard.received[1]?.event).toMatchObject({ type: '$streamDeleted', revision: 2n ** 63n - 1n });
  });
});

describe('Following $all', () => {
  it('gives every event once and in order while writers are at work', async () => {
    const prefix = uniqueStream('all');
    const subscription = server.client.subscribeToAll({ filter: streamNameFilter({ prefixes: [prefix] }) });
    const heard = record(subscription);
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => server.client.appendToStream(`${prefix}_${n % 10}`, events(5))),
    );
    await heard.until(() => heard.received.length === 500);
    const commits = heard.received.map(({ event }) => event?.position?.commit ?? 0n);
    expect(commits.every((commit, index) => index === 0 || commit > (commits[index - 1] ?? 0n))).toBe(true);
    for (let n = 0; n < 10; n += 1) {
      const revisions = heard.received
        .filter(({ event }) => event?.streamId === `${prefix}_${n}`)
        .map(({ event }) => event?.revision);
      expect(revisions).toEqual(Array.from({ length: 50 }, (_, revision) => BigInt(revision)));
    }
    await subscription.unsubscribe();
  });

  it('goes on after the given position', async () => {
    const stream = uniqueStream('all');
    const { position } = await server.client.appendToStream(stream, events(2));
    if (position === undefined) throw new Error('The append has no position.');
    await server.client.appendToStream(stream, events(2, 'After'));
    const subscription = server.client.subscribeToAll({ fromPosition: position });
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    const ours = heard.received.filter(({ event }) => event?.streamId === stream);
    expect(ours.map(({ event }) => event?.type)).toEqual(['After', 'After']);
    await subscription.unsubscribe();
  });

  it('is caught up straight after the confirmation from END', async () => {
    const subscription = server.client.subscribeToAll({ fromPosition: END });
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    expect(heard.told.slice(0, 2)).toEqual(['confirmation', 'caughtUp']);
    await subscription.unsubscribe();
  });

  it.each([
    ['a stream prefix', (mark: string) => streamNameFilter({ prefixes: ['nothing', `${mark}_a`] })],
    ['a stream expression', (mark: string) => streamNameFilter({ regex: `^${mark}_a$` })],
    ['a type prefix', (mark: string) => eventTypeFilter({ prefixes: [`${mark}_A`] })],
    ['a type expression', (mark: string) => eventTypeFilter({ regex: `^${mark}_A` })],
  ])('gives only what matches %s, past and to come', async (_name, filterFor) => {
    const mark = uniqueStream('filter');
    const append = async () => {
      await server.client.appendToStream(`${mark}_a`, events(1, `${mark}_A`));
      await server.client.appendToStream(`${mark}_b`, events(1, `${mark}_B`));
    };
    await append();
    const subscription = server.client.subscribeToAll({ filter: filterFor(mark) });
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    await append();
    await heard.until(() => heard.received.length === 2);
    expect(heard.received.map(({ event }) => event?.streamId)).toEqual([`${mark}_a`, `${mark}_a`]);
    await subscription.unsubscribe();
  });

  it('tells checkpoints as it searches, from which it can be resumed', async () => {
    const mark = uniqueStream('checkpoints');
    const before = await server.client.appendToStream(`${mark}_other`, events(1));
    if (before.position === undefined) throw new Error('The append has no position.');
    await server.client.appendToStream(`${mark}_other`, events(200));
    const checkpoints: Position[] = [];
    const subscription = server.client.subscribeToAll({
      fromPosition: before.position,
      filter: streamNameFilter({
        prefixes: [`${mark}_wanted`],
        maxSearchWindow: 10,
        checkpointInterval: 2,
        checkpointReached: async (_subscription, position) => {
          await Promise.resolve();
          checkpoints.push(position);
        },
      }),
    });
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    expect(checkpoints.length).toBeGreaterThanOrEqual(10);
    const commits = checkpoints.map(({ commit }) => commit);
    expect([...new Set(commits)].sort((a, b) => (a < b ? -1 : 1))).toEqual(commits);
    const whileCatchingUp = checkpoints.length;
    await server.client.appendToStream(`${mark}_other`, events(100, 'Live'));
    await server.client.appendToStream(`${mark}_wanted`, events(1, 'Wanted'));
    await heard.until(() => heard.told.includes('Wanted'));
    expect(checkpoints.length - whileCatchingUp).toBeGreaterThanOrEqual(4);
    await subscription.unsubscribe();
    const last = checkpoints.at(-1);
    if (last === undefined) throw new Error('There was no checkpoint.');
    const resumed = server.client.subscribeToAll({
      fromPosition: last,
      filter: streamNameFilter({ prefixes: [`${mark}_wanted`] }),
    });
    const again = record(resumed);
    await again.until(() => again.told.includes('Wanted') || again.told.includes('caughtUp'));
    expect(again.received).toHaveLength(1);
    await resumed.unsubscribe();
  });
});
