import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventStore, StoredEvent } from '#libs/event-store/src/event-store.js';
import { knownAt } from '#libs/kernel/src/two-times/known-at.js';
import { KnownMarks } from './known-marks.js';

let folder = '';
let files = 0;
const freshFile = (): string => join(folder, `marks-${++files}.json`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeward-marks-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A log with a clock as no real server's can be made to run; `name` tells its events from those of another log. */
function logOf(seconds: readonly number[], name = 'log') {
  const events = seconds.map(
    (second, index) =>
      ({
        created: new Date(second * 1_000),
        position: BigInt(index * 10),
        id: `${name}-${index}`,
      }) as StoredEvent,
  );
  const counted = { read: 0 };
  const store = {
    async *readAll(after: bigint | null) {
      await Promise.resolve();
      for (const event of events) {
        if (after !== null && event.position <= after) continue;
        counted.read += 1;
        yield event;
      }
    },
    eventAt: (position: bigint) =>
      Promise.resolve(events.find((event) => event.position === position) ?? null),
  } as Partial<EventStore> as EventStore;
  return { store, events, counted };
}

const nothing = (): void => undefined;

describe('Where what was known ends', () => {
  it('is where a walk through the whole log ends, whatever the clock did and whatever was asked before', async () => {
    const clocks = fc.array(fc.nat(30), { maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(
        clocks,
        clocks,
        fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
        async (first, more, asked) => {
          const file = freshFile();
          for (const seconds of [first, [...first, ...more]]) {
            const { store, events } = logOf(seconds);
            const kept = new KnownMarks(store, file, nothing, 3);
            for (const second of asked) {
              const instant = new Date(second * 1_000);
              const walked = knownAt(events, instant);
              const last = await kept.lastKnown(instant);
              expect(events.filter(({ position }) => position <= last)).toEqual(walked);
            }
          }
        },
      ),
    );
  });

  it('costs the stretch between two marks once the log was walked', async () => {
    const { store, counted } = logOf(Array.from({ length: 100 }, (_, second) => second));
    const file = freshFile();
    await new KnownMarks(store, file, nothing, 10).lastKnown(new Date(95_000));
    counted.read = 0;
    expect(await new KnownMarks(store, file, nothing, 10).lastKnown(new Date(52_000))).toBe(520n);
    expect(counted.read).toBeLessThanOrEqual(10);
  });

  it('forgets marks of another log, and what is no list of marks', async () => {
    const file = freshFile();
    const old = logOf([1, 2, 3, 4, 5, 6]);
    expect(await new KnownMarks(old.store, file, nothing, 1).lastKnown(new Date(4_000))).toBe(30n);
    const other = logOf([1, 9, 9, 9, 9, 9], 'other');
    expect(await new KnownMarks(other.store, file, nothing, 1).lastKnown(new Date(4_000))).toBe(0n);
    await writeFile(file, 'no marks');
    expect(await new KnownMarks(old.store, file, nothing, 1).lastKnown(new Date(4_000))).toBe(30n);
    expect(JSON.parse(await readFile(file, 'utf8'))).toHaveLength(4);
  });
});
