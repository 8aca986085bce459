import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inBatches } from './in-batches.js';

async function* numbers(count: number, pauses: ReadonlySet<number>, fails = false): AsyncGenerator<number> {
  for (let number = 0; number < count; number += 1) {
    if (pauses.has(number)) await new Promise((resolve) => setImmediate(resolve));
    yield number;
  }
  if (fails) throw new Error('the source failed');
}

describe('What arrived, in batches', () => {
  it('is all of it, in order, no batch empty or too large, however it arrives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.nat(60)),
        async (count, most, pauses) => {
          const batches: number[][] = [];
          for await (const batch of inBatches(numbers(count, new Set(pauses)), most)) {
            batches.push(batch);
            if (batches.length % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
          }
          expect(batches.flat()).toEqual(Array.from({ length: count }, (_, index) => index));
          for (const { length } of batches) {
            expect(length).toBeGreaterThan(0);
            expect(length).toBeLessThanOrEqual(most);
          }
        },
      ),
    );
  });

  it('comes before the failure of the source', async () => {
    const seen: number[] = [];
    const reading = (async () => {
      for await (const batch of inBatches(numbers(5, new Set(), true), 2)) seen.push(...batch);
    })();
    await expect(reading).rejects.toThrow('the source failed');
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });

  it('is not read far ahead of a slow reader', async () => {
    let handedOut = 0;
    const source = (async function* () {
      for (; handedOut < 1_000; handedOut += 1) yield handedOut;
    })();
    for await (const batch of inBatches(source, 10)) {
      await new Promise((resolve) => setImmediate(resolve));
      expect(handedOut).toBeLessThanOrEqual((batch.at(-1) ?? 0) + 40);
      if (handedOut > 200) break;
    }
  });
});
