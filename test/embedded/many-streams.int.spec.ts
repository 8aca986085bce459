import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openEventStore } from '#libs/embedded/src/event-store/server/event-store.js';
import type { EventStore } from '#libs/embedded/src/event-store/server/event-store.js';

/** More than are kept in memory; a million of them at night. */
const STREAMS = Number(process.env['HOMEWARD_MANY_STREAMS'] ?? 100_000);
/** The caches are full by then. */
const FULL = 55_000;
const MEGABYTE = 1024 * 1024;

let store: EventStore;
beforeAll(async () => {
  store = await openEventStore(undefined);
});
afterAll(() => store.close());

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const noBytes = Buffer.alloc(0);
const event = () => ({ id: randomBytes(16), type: 'Noted', isJson: false, data: noBytes, metadata: noBytes });

async function writeStreams(from: number, to: number): Promise<void> {
  const outcomes = Array.from({ length: to - from }, (_, n) =>
    store.writer.write({
      stream: `stream-${from + n}`,
      expected: 'no_stream',
      change: { append: [event()] },
    }),
  );
  for (const { kind } of await Promise.all(outcomes)) expect(kind).toBe('written');
}

it(`${STREAMS} streams take no more memory than those that are kept at hand, and each is found`, async () => {
  for (let n = 0; n < FULL; n += 5000) await writeStreams(n, Math.min(n + 5000, FULL));
  const before = heapInUse();
  for (let n = FULL; n < STREAMS; n += 5000) await writeStreams(n, Math.min(n + 5000, STREAMS));
  expect(heapInUse() - before).toBeLessThan(6 * MEGABYTE);
  for (const n of [0, 1, FULL, STREAMS - 1]) expect(store.states.get(`stream-${n}`).last).toBe(0);
  expect(store.states.get(`stream-${STREAMS}`).last).toBe(-1);
}, 600_000);
