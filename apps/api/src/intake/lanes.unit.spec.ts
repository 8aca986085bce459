import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Lanes, Slots } from './lanes.js';

const names = ['a', 'b', 'c', 'd'];
const jobs = fc.array(
  fc.record({
    lane: fc.constantFrom(...names),
    after: fc.subarray(names, { maxLength: 2 }),
    turns: fc.nat(30),
    fails: fc.boolean(),
  }),
  { maxLength: 40 },
);

describe('Work in lanes', () => {
  it('is done in the order of its lane, after what it waits for, so much at once, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, fc.integer({ min: 1, max: 5 }), async (all, atOnce) => {
        const lanes = new Lanes(new Slots(atOnce));
        const ended = new Set<number>();
        let running = 0;
        const results = all.map(({ lane, after, turns, fails }, index) =>
          lanes.run(lane, after, async () => {
            running += 1;
            expect(running).toBeLessThanOrEqual(atOnce);
            const before = all.flatMap((earlier, at) =>
              at < index && [lane, ...after].includes(earlier.lane) ? [at] : [],
            );
            for (const at of before) expect(ended).toContain(at);
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            running -= 1;
            ended.add(index);
            if (fails) throw new Error('failed');
            return index;
          }),
        );
        const settled = await Promise.allSettled(results);
        expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual(
          all.map(({ fails }, index) => (fails ? 'Error: failed' : index)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
