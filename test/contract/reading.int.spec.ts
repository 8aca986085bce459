import { beforeAll, describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import type { Position, ResolvedEvent } from '@eventstore/db-client';
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
const { START, END, BACKWARDS, FORWARDS, jsonEvent } = dbClient;

describe('Reading a stream', () => {
  const stream = uniqueStream('read');
  const read = async (options: Parameters<typeof server.client.readStream>[1]) =>
    numbersOf(await collect(server.client.readStream(stream, options)));

  beforeAll(async () => {
    await server.client.appendToStream(stream, events(10));
  });

  it('gives all events in order', async () => {
    expect(await read({})).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('starts at the given revision, which is included', async () => {
    expect(await read({ fromRevision: 7n })).toEqual([7, 8, 9]);
  });

  it('stops after the given count', async () => {
    expect(await read({ fromRevision: 2n, maxCount: 3 })).toEqual([2, 3, 4]);
  });

  it('goes backwards from the end', async () => {
    expect(await read({ fromRevision: END, direction: BACKWARDS, maxCount: 3 })).toEqual([9, 8, 7]);
  });

  it('goes backwards from a revision, which is included', async () => {
    expect(await read({ fromRevision: 2n, direction: BACKWARDS })).toEqual([2, 1, 0]);
  });

  it('gives nothing from beyond the end', async () => {
    expect(await read({ fromRevision: 10n, direction: FORWARDS })).toEqual([]);
  });

  it('says of a missing stream that it is not found', async () => {
    const missing = uniqueStream('missing');
    expect(await failureOf(collect(server.client.readStream(missing)))).toMatchObject({
      type: 'stream-not-found',
    });
  });

  it('gives each event its own position, commit and prepare alike, rising', async () => {
    const found = await collect(server.client.readStream(stream));
    const positions = found.map(({ event }) => event?.position);
    for (const position of positions) expect(position?.commit).toBe(position?.prepare);
    const commits = positions.map((position) => position?.commit ?? 0n);
    expect([...commits].sort((a, b) => (a < b ? -1 : 1))).toEqual(commits);
    expect(new Set(commits).size).toBe(10);
  });
});

describe('Reading $all', () => {
  const stream = uniqueStream('all');
  const positionOf = (event: ResolvedEvent | undefined): Position => {
    if (event?.event?.position === undefined) throw new Error('The event has no position.');
    return event.event.position;
  };
  let own: ResolvedEvent[] = [];

  beforeAll(async () => {
    await server.client.appendToStream(stream, events(5));
    own = await collect(server.client.readStream(stream));
  });

  it('includes the event at the given position', async () => {
    const found = await collect(server.client.readAll({ fromPosition: positionOf(own[1]), maxCount: 3 }));
    expect(numbersOf(found)).toEqual([1, 2, 3]);
  });

  it('gives the log from its start, every append once and in the order of its positions', async () => {
    const found = await collect(server.client.readAll({ fromPosition: START }));
    const ours = found.filter(({ event }) => event?.streamId === stream);
    expect(numbersOf(ours)).toEqual([0, 1, 2, 3, 4]);
    const commits = found.map((event) => positionOf(event).commit);
    expect(commits.every((commit, index) => index === 0 || commit > (commits[index - 1] ?? 0n))).toBe(true);
  });

  it('goes backwards from the end', async () => {
    await server.client.appendToStream(stream, [jsonEvent({ type: 'Last', data: { n: 5 } })]);
    // Others may write at the same time.
    const read = server.client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 10_000 });
    const ours = (await collect(read)).filter(({ event }) => event?.streamId === stream);
    expect(numbersOf(ours)).toEqual([5, 4, 3, 2, 1, 0]);
  });

  it('goes backwards from a position, which is not included (read in the server source)', async () => {
    const read = server.client.readAll({
      fromPosition: positionOf(own[3]),
      direction: BACKWARDS,
      maxCount: 2,
    });
    expect(numbersOf(await collect(read))).toEqual([2, 1]);
  });

  it('gives nothing from a position far in the future', async () => {
    const future = { commit: 1n << 60n, prepare: 1n << 60n };
    expect(await collect(server.client.readAll({ fromPosition: future }))).toEqual([]);
  });

  it('refuses a position inside a record', async () => {
    const { commit } = positionOf(own[2]);
    const inside = { commit: commit + 1n, prepare: commit + 1n };
    expect(await failureOf(collect(server.client.readAll({ fromPosition: inside })))).toMatchObject({
      message: expect.stringContaining('Unexpected ReadAllResult: InvalidPosition'),
    });
  });

  it('can be left early without harm', async () => {
    await server.client.appendToStream(uniqueStream('early'), events(2000));
    for await (const { event } of server.client.readAll()) if (event !== undefined) break;
    expect(await collect(server.client.readAll({ maxCount: 3 }))).toHaveLength(3);
  });
});

describe('A link', () => {
  const link = (target: string) => dbClient.binaryEvent({ type: '$>', data: Buffer.from(target) });

  it('is resolved when asked for, and keeps the link beside the event', async () => {
    const target = uniqueStream('target');
    const links = uniqueStream('links');
    await server.client.appendToStream(target, events(3));
    await server.client.appendToStream(links, [link(`1@${target}`)]);
    const [resolved] = await collect(server.client.readStream(links, { resolveLinkTos: true }));
    expect(resolved?.event).toMatchObject({ streamId: target, revision: 1n, data: { n: 1 } });
    expect(resolved?.link).toMatchObject({ streamId: links, revision: 0n, type: '$>' });
    const [plain] = await collect(server.client.readStream(links));
    expect(plain?.event).toMatchObject({ streamId: links, type: '$>' });
  });

  it('comes without an event when its target is gone', async () => {
    const links = uniqueStream('links');
    await server.client.appendToStream(links, [link(`0@${uniqueStream('gone')}`)]);
    const [resolved] = await collect(server.client.readStream(links, { resolveLinkTos: true }));
    expect(resolved?.event).toBeUndefined();
    expect(resolved?.link).toMatchObject({ streamId: links });
  });
});
