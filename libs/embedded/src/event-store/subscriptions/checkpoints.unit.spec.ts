import { describe, expect, it } from '@jest/globals';
import { Checkpoints } from './checkpoints.js';

/** Considers events at positions 10, 20, ... and gives what was told. `matches`: which of them match. */
function consider(
  checkpoints: Checkpoints,
  count: number,
  matches: readonly number[] = [],
  from = 1,
): number[] {
  const told: number[] = [];
  for (let n = from; n < from + count; n += 1) {
    const position = checkpoints.considered(n * 10, n * 10 + 10, matches.includes(n));
    if (position !== undefined) told.push(position);
  }
  return told;
}

describe('Checkpoints of a filtered follower', () => {
  it('stand at the start of the page whose search completed the interval', () => {
    expect(consider(new Checkpoints(2, 4, 0), 8)).toEqual([30, 70]);
  });

  it('stand at {0, 0} first when the interval is one event from the start', () => {
    expect(consider(new Checkpoints(1, 1, 0), 3)).toEqual([0, 20, 30]);
  });

  it('stand at the last match when that is later, and matches count as considered', () => {
    expect(consider(new Checkpoints(4, 4, 0), 4, [3])).toEqual([30]);
  });

  it('come once more at the end of the catch-up', () => {
    const checkpoints = new Checkpoints(4, 8, 0);
    expect(consider(checkpoints, 6, [5])).toEqual([]);
    expect(checkpoints.endOfCatchUp()).toBe(50);
  });

  it('stand live at each event that completes the interval', () => {
    const checkpoints = new Checkpoints(1, 3, 0);
    checkpoints.goLive();
    expect(consider(checkpoints, 7, [2])).toEqual([30, 60]);
  });

  it('never go back and are never told twice', () => {
    const checkpoints = new Checkpoints(2, 2, 0);
    expect(consider(checkpoints, 2, [2])).toEqual([20]);
    expect(checkpoints.endOfCatchUp()).toBe(30);
    expect(checkpoints.endOfCatchUp()).toBeUndefined();
  });
});
