import { describe, expect, it } from '@jest/globals';
import { Nearness } from './nearness.js';

const near = (...readings: readonly number[]): boolean[] => {
  const nearness = new Nearness();
  return readings.map((read) => nearness.isNear(read));
};

describe('A rebuild is near the end of the log', () => {
  it('when a reading found little', () => {
    expect(near(900_000, 30_000, 1_200, 40)).toEqual([false, false, false, true]);
  });

  it('when readings get no shorter, because others write as fast as it reads', () => {
    expect(near(900_000, 30_000, 4_000, 4_100)).toEqual([false, false, false, true]);
  });

  it('not while what a swap would have to take is too much', () => {
    expect(near(900_000, 30_000, 31_000, 32_000)).toEqual([false, false, false, false]);
  });
});
