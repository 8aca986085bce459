import { describe, expect, it } from '@jest/globals';
import { quantile, spread } from './spread.js';

describe('The spread of some numbers', () => {
  it('is their smallest, middle and largest', () => {
    expect(spread([9, 1, 5])).toEqual({ min: 1, median: 5, max: 9 });
  });

  it('has the mean of the two in the middle when their count is even', () => {
    expect(spread([4, 1, 2, 9])).toEqual({ min: 1, median: 3, max: 9 });
  });

  it('is not there without numbers', () => {
    expect(spread([])).toBeUndefined();
  });
});

describe('A quantile of some numbers', () => {
  it('is the smallest of them that so large a share does not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(quantile(hundred, 0.99)).toBe(99);
    expect(quantile(hundred, 0.5)).toBe(50);
    expect(quantile([3, 1, 2], 0.99)).toBe(3);
  });

  it('is no number without numbers', () => {
    expect(quantile([], 0.5)).toBeNaN();
  });
});
