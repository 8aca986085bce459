import { describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import type { Filter, Position } from '@eventstore/db-client';
import { events, record, uniqueStream, useServerUnderTest } from './server-under-test.js';

// Public documentation, "Server-side filtering": subscriptions to $all are filtered on the server by event type or
// stream name, by prefixes (any of them) or by a regular expression; excludeSystemEvents leaves out types that
// start with $. Observed: "a checkpoint after every checkpointInterval x maxSearchWindow considered events (default
// window 32), live too, matches counted"; read in the server's source: one more at the end of the catch-up.
const server = useServerUnderTest();
const { START, END, streamNameFilter, eventTypeFilter, excludeSystemEvents } = dbClient;

/** What is appended: stream ending and type ending, after a mark of the case's own. */
const written = [
  ['-a', 'Opened'],
  ['-b', 'Opened'],
  ['-a', 'Closed'],
  ['-ab', 'Reopened'],
  ['-c', '.*'],
  ['-c.d', 'Ґ'],
] as const;

const filters: [string, (mark: string) => Filter, readonly number[]][] = [
  ['a stream prefix', (mark) => streamNameFilter({ prefixes: [`${mark}-a`] }), [0, 2, 3]],
  ['a prefix that is a whole stream name', (mark) => streamNameFilter({ prefixes: [`${mark}-ab`] }), [3]],
  [
    'several stream prefixes',
    (mark) => streamNameFilter({ prefixes: [`${mark}-b`, 'no', `${mark}-c`] }),
    [1, 4, 5],
  ],
  ['a stream prefix with signs', (mark) => streamNameFilter({ prefixes: [`${mark}-c.`] }), [5]],
  ['a stream expression', (mark) => streamNameFilter({ regex: `^${mark}-(a|b)$` }), [0, 1, 2]],
  ['an expression anywhere in the name', (mark) => streamNameFilter({ regex: `${mark}-a` }), [0, 2, 3]],
  ['an expression with an escaped sign', (mark) => streamNameFilter({ regex: `^${mark}-c\\.d$` }), [5]],
  ['an expression with a lookahead', (mark) => streamNameFilter({ regex: `^${mark}-(?!a)` }), [1, 4, 5]],
  ['a type prefix', (mark) => eventTypeFilter({ prefixes: [`${mark}.Open`] }), [0, 1]],
  ['several type prefixes', (mark) => eventTypeFilter({ prefixes: [`${mark}.C`, `${mark}.R`] }), [2, 3]],
  ['a type prefix of signs', (mark) => eventTypeFilter({ prefixes: [`${mark}..*`] }), [4]],
  ['a type prefix in Ukrainian', (mark) => eventTypeFilter({ prefixes: [`${mark}.Ґ`] }), [5]],
  ['a type expression', (mark) => eventTypeFilter({ regex: `^${mark}\\.(Opened|Closed)$` }), [0, 1, 2]],
  [
    'an expression for the end of the type',
    (mark) => eventTypeFilter({ regex: `${mark}.*ed$` }),
    [0, 1, 2, 3],
  ],
  [
    'an expression that says it takes no notice of case (.NET: inline options)',
    (mark) => eventTypeFilter({ regex: `(?i)^${mark}\\.OPENED$` }),
    [0, 1],
  ],
  ['an expression that is case-sensitive', (mark) => eventTypeFilter({ regex: `^${mark}\\.opened$` }), []],
];

async function write(mark: string): Promise<Position> {
  let position: Position | undefined;
  for (const [stream, type] of written) {
    ({ position } = await server.client.appendToStream(`${mark}${stream}`, events(1, `${mark}.${type}`)));
  }
  if (position === undefined) throw new Error('The append has no position.');
  return position;
}

describe.each(filters)('Filtered by %s, $all gives a subscriber', (_name, filterFor, indices) => {
  const expectedOf = (mark: string) =>
    indices.map((index) => [`${mark}${written[index]?.[0]}`, `${mark}.${written[index]?.[1]}`]);
  const follow = async (
    mark: string,
    fromPosition: typeof START | typeof END | Position,
    act: () => Promise<unknown>,
  ) => {
    const subscription = server.client.subscribeToAll({ fromPosition, filter: filterFor(mark) });
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    await act();
    return { subscription, heard };
  };

  it('from the start what matches, and no more', async () => {
    const mark = uniqueStream('filter');
    await write(mark);
    const { subscription, heard } = await follow(mark, START, () => Promise.resolve());
    const found = heard.received.map(({ event }) => [event?.streamId, event?.type]);
    expect(found).toEqual(expectedOf(mark));
    await subscription.unsubscribe();
  });

  it('from a position what matches after it', async () => {
    const mark = uniqueStream('filter');
    const { position } = await server.client.appendToStream(`${mark}-a`, events(1, `${mark}.Opened`));
    if (position === undefined) throw new Error('The append has no position.');
    await write(mark);
    const { subscription, heard } = await follow(mark, position, () => Promise.resolve());
    const found = heard.received.map(({ event }) => [event?.streamId, event?.type]);
    expect(found).toEqual(expectedOf(mark));
    await subscription.unsubscribe();
  });

  it('from the end what matches and comes', async () => {
    const mark = uniqueStream('filter');
    await write(mark);
    const { subscription, heard } = await follow(mark, END, () => write(mark));
    await heard.until(() => heard.received.length >= indices.length);
    const found = heard.received.map(({ event }) => [event?.streamId, event?.type]);
    expect(found).toEqual(expectedOf(mark));
    await subscription.unsubscribe();
  });
});

describe('excludeSystemEvents', () => {
  it('leaves out the types that start with $, and only them', async () => {
    const stream = uniqueStream('filter');
    const { position } = await server.client.appendToStream(stream, events(1));
    if (position === undefined) throw new Error('The append has no position.');
    await server.client.setStreamMetadata(stream, { own: 1 });
    await server.client.appendToStream(stream, [...events(1, '$hidden'), ...events(1, 'Shown$')]);
    const subscription = server.client.subscribeToAll({
      fromPosition: position,
      filter: excludeSystemEvents(),
    });
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    const types = heard.received
      .filter(({ event }) => event?.streamId.includes(stream))
      .map(({ event }) => event?.type);
    expect(types).toEqual(['Shown$']);
    await subscription.unsubscribe();
  });
});

describe('Checkpoints', () => {
  it.each([
    [1, 1, 100],
    [1, 10, 10],
    [5, 4, 5],
    [10, 2, 5],
    [50, 1, 2],
    [undefined, 1, 3],
    [undefined, 2, 1],
  ])(
    'with a window of %s and an interval of %d: at least %d in 100 events',
    async (window, checkpointInterval, least) => {
      const mark = uniqueStream('checkpoints');
      const before = await server.client.appendToStream(`${mark}-other`, events(1));
      if (before.position === undefined) throw new Error('The append has no position.');
      const after = await server.client.appendToStream(`${mark}-other`, events(100));
      const checkpoints: bigint[] = [];
      const subscription = server.client.subscribeToAll({
        fromPosition: before.position,
        filter: streamNameFilter({
          prefixes: [`${mark}-none`],
          ...(window === undefined ? {} : { maxSearchWindow: window }),
          checkpointInterval,
          checkpointReached: (_subscription, { commit }) => {
            checkpoints.push(commit);
            return Promise.resolve();
          },
        }),
      });
      const heard = record(subscription);
      await heard.until(() => heard.told.includes('caughtUp'));
      expect(checkpoints.length).toBeGreaterThanOrEqual(least);
      expect([...new Set(checkpoints)].sort((a, b) => (a < b ? -1 : 1))).toEqual(checkpoints);
      expect(checkpoints[0]).toBeGreaterThanOrEqual(before.position.commit);
      expect(checkpoints.length === 0 || (after.position?.commit ?? 0n) > before.position.commit).toBe(true);
      await subscription.unsubscribe();
    },
  );
});
