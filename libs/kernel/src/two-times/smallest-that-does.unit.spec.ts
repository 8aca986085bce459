import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { smallestThatDoes } from './smallest-that-does.js';

describe('As few as do', () => {
  it('keeps what is needed, and of what does instead of each other the later', () => {
    expect(smallestThatDoes([1, 2, 3, 4, 5], (some) => some.includes(2))).toEqual([2]);
    expect(smallestThatDoes([1, 2, 3, 4, 5], (some) => some.length > 0)).toEqual([5]);
    expect(smallestThatDoes([1, 2, 3], (some) => some.length === 3)).toEqual([1, 2, 3]);
    expect(smallestThatDoes([], () => true)).toEqual([]);
  });

  it('does, and does no more with any one left out, whatever is asked of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.func(fc.boolean()), (length, asked) => {
        const items = Array.from({ length }, (_, item) => item);
        const does = (some: readonly number[]): boolean =>
          some.length === length || (some.length > 0 && asked(some));
        const kept = smallestThatDoes(items, does);
        expect(does(kept)).toBe(true);
        for (const item of kept) expect(does(kept.filter((other) => other !== item))).toBe(false);
      }),
    );
  });

  it('asks seldom when few of many matter', () => {
    let asked = 0;
    const does = (some: readonly number[]): boolean => {
      asked += 1;
      return some.includes(300) && some.includes(701);
    };
    expect(
      smallestThatDoes(
        Array.from({ length: 1_000 }, (_, item) => item),
        does,
      ),
    ).toEqual([300, 701]);
    expect(asked).toBeLessThan(100);
  });
});
