import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answersTo } from './answers-to.js';

const turns = async (n: number): Promise<void> => {
  for (let turn = 0; turn < n; turn += 1) await Promise.resolve();
};

/** Lines 0, 1, 2 ..., each read after some turns and answered after some others; the last may break. */
function work(delays: readonly (readonly [number, number])[], breaks = false) {
  const seen = { read: 0, begun: 0, answered: 0, mostDue: 0 };
  async function* lines(): AsyncGenerator<number> {
    for (const [index, [before]] of delays.entries()) {
      await turns(before);
      seen.read += 1;
      yield index;
    }
    if (breaks) throw new Error('broken');
  }
  const take = async (line: number): Promise<number> => {
    seen.begun += 1;
    seen.mostDue = Math.max(seen.mostDue, seen.begun - seen.answered);
    await turns(delays[line]?.[1] ?? 0);
    return line;
  };
  return { seen, lines, take };
}

const delays = fc.array(fc.tuple(fc.nat(4), fc.nat(40)), { maxLength: 40 });

describe('Answers to lines', () => {
  it('come once for each line, as they are known, with so many due at most', async () => {
    await fc.assert(
      fc.asyncProperty(delays, fc.integer({ min: 1, max: 8 }), async (all, atOnce) => {
        const { seen, lines, take } = work(all);
        const answers: number[] = [];
        for await (const answer of answersTo(lines(), take, atOnce, () => undefined)) {
          seen.answered += 1;
          answers.push(answer);
        }
        expect(answers.toSorted((a, b) => a - b)).toEqual(all.map((_, index) => index));
        expect(seen.mostDue).toBeLessThanOrEqual(atOnce);
      }),
    );
  });

  it('come for every line that was begun before reading broke, and then it is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(delays, async (all) => {
        const { lines, take } = work(all, true);
        const answers: number[] = [];
        const listen = async () => {
          for await (const answer of answersTo(lines(), take, 4, () => undefined)) answers.push(answer);
        };
        await expect(listen()).rejects.toThrow('broken');
        expect(answers).toHaveLength(all.length);
      }),
    );
  });

  it('that nobody takes are left, no more lines are begun, and it ends when all that were begun are answered', async () => {
    await fc.assert(
      fc.asyncProperty(delays, fc.nat(20), async (all, enough) => {
        const { seen, lines, take } = work(all);
        const left: number[] = [];
        const answers: number[] = [];
        for await (const answer of answersTo(lines(), take, 4, (one) => left.push(one))) {
          answers.push(answer);
          if (answers.length > enough) break;
        }
        expect(new Set([...answers, ...left]).size).toBe(seen.begun);
        const { begun, read } = seen;
        await turns(200);
        expect([seen.begun, seen.read - read]).toEqual([begun, expect.any(Number)]);
        expect(seen.read).toBeLessThanOrEqual(read + 1);
      }),
    );
  });

  it('are not taken further when nobody asks for them', async () => {
    const { seen, lines, take } = work(Array.from({ length: 50 }, () => [0, 0] as const));
    const answers = answersTo(lines(), take, 6, () => undefined);
    await answers.next();
    await turns(2_000);
    expect(seen.begun).toBeLessThanOrEqual(7);
    await answers.return();
  });
});
