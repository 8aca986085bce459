import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDetermined, type Row } from '#test/embargo/exact-rank.js';

const row = (...entries: number[]): Row => entries.map(BigInt);

describe('A sum that linear equations determine', () => {
  it('is one that they add up to', () => {
    expect(isDetermined([row(1, 0, 0), row(0, 1, 0), row(0, 0, 1)], row(1, 1, 1))).toBe(true);
    expect(isDetermined([row(2, 1, 1), row(1, 0, 0)], row(1, 1, 1))).toBe(true);
    expect(isDetermined([row(2, 2, 2)], row(1, 1, 1))).toBe(true);
  });

  it('is not one of which they leave something open', () => {
    expect(isDetermined([], row(1, 1, 1))).toBe(false);
    expect(isDetermined([row(0, 0, 0)], row(1, 1, 1))).toBe(false);
    expect(isDetermined([row(1, 0, 0), row(0, 1, 0)], row(1, 1, 1))).toBe(false);
    expect(isDetermined([row(1, -1, 0), row(0, 1, -1)], row(1, 1, 1))).toBe(false);
  });

  const entries = fc.array(fc.bigInt({ min: -3n, max: 3n }), { minLength: 4, maxLength: 4 });

  it('is every sum of multiples of the rows, and none that some change keeps from all of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(entries, fc.bigInt({ min: -4n, max: 4n })), { maxLength: 4 }),
        (weighed) => {
          const rows = weighed.map(([each]) => each);
          const sum = [0, 1, 2, 3].map((at) =>
            weighed.reduce((total, [each, weight]) => total + (each[at] ?? 0n) * weight, 0n),
          );
          expect(isDetermined(rows, sum)).toBe(true);
        },
      ),
    );
    fc.assert(
      fc.property(fc.array(entries, { maxLength: 4 }), entries, entries, (rows, target, change) => {
        const dot = (each: Row) => each.reduce((total, one, at) => total + one * (change[at] ?? 0n), 0n);
        fc.pre(rows.every((each) => dot(each) === 0n) && dot(target) !== 0n);
        expect(isDetermined(rows, target)).toBe(false);
      }),
      { maxSkipsPerRun: 10_000, numRuns: 20 },
    );
  });
});
