import { expect, it } from '@jest/globals';
import type { EventStore } from '../event-store.js';
import { all, anEvent, freshStream } from './event.js';

export function readCases(store: () => EventStore): void {
  it('finds no events in a missing stream or beyond the end of one', async () => {
    const stream = freshStream();
    expect(await all(store().read(stream))).toEqual([]);
    await store().append(stream, 'no_stream', [anEvent()]);
    expect(await all(store().read(stream, 1))).toEqual([]);
  });

  it('reads a stream from a revision on, and stops when the reader does', async () => {
    const stream = freshStream();
    await store().append(
      stream,
      'no_stream',
      Array.from({ length: 200 }, () => anEvent()),
    );
    expect((await all(store().read(stream, 150))).map(({ revision }) => revision)).toEqual(
      Array.from({ length: 50 }, (_, index) => 150 + index),
    );
    for await (const { revision } of store().read(stream)) if (revision === 3) break;
    expect(await store().append(stream, 199, [anEvent()])).toMatchObject({ kind: 'appended' });
  });

  it('reads the log after a position in the order of positions, without system events', async () => {
    const streams = Array.from({ length: 5 }, freshStream);
    const outcomes = await Promise.all(
      streams.map((stream) => store().append(stream, 'no_stream', [anEvent(), anEvent()])),
    );
    const ours = (await all(store().readAll(null))).filter(({ stream }) => streams.includes(stream));
    expect(ours).toHaveLength(10);
    const log = await all(store().readAll(null));
    expect(
      log.every((event, index) => index === 0 || event.position > (log[index - 1]?.position ?? 0n)),
    ).toBe(true);
    expect(log.filter(({ type }) => type.startsWith('$'))).toEqual([]);
    const last = outcomes.map((outcome) => (outcome.kind === 'appended' ? outcome.position : 0n));
    const end = last.reduce((a, b) => (a > b ? a : b));
    expect((await all(store().readAll(ours[3]?.position ?? 0n))).slice(0, 1)).toEqual([
      log[log.findIndex(({ id }) => id === ours[3]?.id) + 1],
    ]);
    expect((await all(store().readAll(end))).filter(({ stream }) => streams.includes(stream))).toEqual([]);
  });

  it('reads the log in arrays of so many, the last of them shorter', async () => {
    const stream = freshStream();
    await store().append(
      stream,
      'no_stream',
      Array.from({ length: 130 }, () => anEvent()),
    );
    const [first] = await all(store().read(stream));
    const after = first?.position ?? null;
    const chunks = [];
    for await (const chunk of store().readAllInChunks(after, 50)) chunks.push(chunk);
    const rest = (await all(store().readAll(null))).filter(({ position }) => position > (after ?? 0n));
    expect(chunks.flat()).toEqual(rest);
    expect(chunks.slice(0, -1).every(({ length }) => length === 50)).toBe(true);
    expect(chunks.at(-1)?.length).toBe(rest.length % 50 || 50);
    for await (const chunk of store().readAllInChunks(rest.at(-1)?.position ?? 0n, 50))
      expect(chunk).toEqual([]);
  });

  it('finds the event at exactly a position, and nothing at a position that has none', async () => {
    const stream = freshStream();
    await store().append(stream, 'no_stream', [anEvent(), anEvent()]);
    const [first] = await all(store().read(stream));
    if (first === undefined) throw new Error('nothing was read');
    expect(await store().eventAt(first.position)).toEqual(first);
    expect(await store().eventAt(first.position + 1n)).toBeNull();
    expect(await store().eventAt(first.position + 1_000_000_000n)).toBeNull();
  });

  it('tells the first and the last event after a position, and nothing at the end of the log', async () => {
    const stream = freshStream();
    await store().append(stream, 'no_stream', [anEvent(), anEvent(), anEvent()]);
    const [one, two] = await all(store().read(stream));
    if (one === undefined || two === undefined) throw new Error('nothing was read');
    expect((await store().rest(one.position))?.first).toEqual(two);
    const whole = await store().rest(null);
    expect(whole?.first).toEqual((await all(store().readAll(null)))[0]);
    expect(whole?.last.position).toBeGreaterThan(two.position);
    expect(await store().rest((whole?.last.position ?? 0n) + 1_000_000_000n)).toBeNull();
  });
}
