import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventStore } from '../event-store.js';
import { EventStoreError } from '../event-store.js';
import { all, anEvent, asAppended, freshStream } from './event.js';

export function appendCases(store: () => EventStore): void {
  it('gives back every event byte for byte, in order, with the position that the append named', async () => {
    const stream = freshStream();
    const events = [anEvent(), anEvent({ deep: { list: [1, null, 'ї'] } }, 'Captured'), anEvent({})];
    const outcome = await store().append(stream, 'no_stream', events);
    const found = await all(store().read(stream));
    expect(found.map(asAppended)).toEqual(events.map(asAppended));
    expect(found.map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect(found.every((event) => event.stream === stream && event.created instanceof Date)).toBe(true);
    expect(outcome).toEqual({ kind: 'appended', revision: 2, position: found[2]?.position });
  });

  it('keeps the bytes of any JSON object', async () => {
    const stream = freshStream();
    let revision: number | 'no_stream' = 'no_stream';
    const anyObject = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(anyObject, async (data) => {
        const event = anEvent(data);
        const outcome = await store().append(stream, revision, [event]);
        revision = revision === 'no_stream' ? 0 : revision + 1;
        expect(outcome).toMatchObject({ kind: 'appended', revision });
        expect((await all(store().read(stream, revision))).map(asAppended)).toEqual([asAppended(event)]);
      }),
      { numRuns: 40 },
    );
  });

  it('answers conflict at any revision but the exact one, and stores nothing', async () => {
    const stream = freshStream();
    expect(await store().append(stream, 0, [anEvent()])).toEqual({ kind: 'conflict' });
    await store().append(stream, 'no_stream', [anEvent(), anEvent()]);
    for (const wrong of ['no_stream', 0, 2] as const) {
      expect(await store().append(stream, wrong, [anEvent()])).toEqual({ kind: 'conflict' });
    }
    expect(await all(store().read(stream))).toHaveLength(2);
  });

  it('answers a repeat of the same append as it did the first time, and stores it once', async () => {
    const stream = freshStream();
    const events = [anEvent(), anEvent()];
    const first = await store().append(stream, 'no_stream', events);
    await store().append(stream, 1, [anEvent()]);
    expect(await store().append(stream, 'no_stream', events)).toEqual(first);
    expect(await all(store().read(stream))).toHaveLength(3);
  });

  it('lets exactly one of many appends at the same revision win', async () => {
    const stream = freshStream();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => store().append(stream, 'no_stream', [anEvent()])),
    );
    expect(outcomes.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'conflict')).toHaveLength(19);
    expect(await all(store().read(stream))).toHaveLength(1);
  });

  it('takes an append just below 1 MiB, and refuses a larger one with what to do', async () => {
    const stream = freshStream();
    const outcome = await store().append(stream, 'no_stream', [anEvent({ text: 'x'.repeat(1_000_000) })]);
    expect(outcome.kind).toBe('appended');
    const tooLarge = store().append(stream, 0, [anEvent({ text: 'x'.repeat(1_100_000) })]);
    await expect(tooLarge).rejects.toThrow(/smaller parts/);
    await expect(tooLarge).rejects.toBeInstanceOf(EventStoreError);
    const found = await all(store().read(stream));
    expect(found.map(({ data }) => data.length)).toEqual([1_000_011]);
  });

  it('refuses what cannot be an append of ours, before anything is sent', async () => {
    const stream = freshStream();
    const twice = anEvent();
    for (const events of [
      [],
      [{ ...anEvent(), id: 'no-uuid' }],
      [anEvent({}, '')],
      [anEvent({}, '$x')],
      [twice, twice],
    ]) {
      await expect(store().append(stream, 'no_stream', events)).rejects.toBeInstanceOf(EventStoreError);
    }
    await expect(store().append(stream, -1, [anEvent()])).rejects.toThrow(/whole revision/);
    await expect(store().append('$settings', 'no_stream', [anEvent()])).rejects.toThrow(/not the name/);
    expect(await all(store().read(stream))).toEqual([]);
  });
}
