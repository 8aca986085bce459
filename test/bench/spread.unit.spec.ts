import { describe, expect, it } from '@jest/globals';
import { spread } from './spread.js';

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
