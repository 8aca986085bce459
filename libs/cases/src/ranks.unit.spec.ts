import { describe, expect, it } from '@jest/globals';
import { RANKS, rankGroupOf, type Rank } from './ranks.js';

describe('A rank', () => {
  it('is of one group and given once', () => {
    expect(new Set(RANKS).size).toBe(RANKS.length);
    expect(RANKS.map(rankGroupOf)).not.toContain(undefined);
  });

  it.each<[Rank, Rank]>([
    ['seaman', 'soldier'],
    ['petty-officer-first-class', 'sergeant'],
    ['chief-ship-petty-officer', 'chief-sergeant'],
    ['chief-master-petty-officer', 'chief-master-sergeant'],
    ['captain-lieutenant', 'captain'],
    ['captain-first-rank', 'colonel'],
    ['commodore', 'brigadier-general'],
  ])('of the navy, %s, is of the group of %s', (naval, onLand) => {
    expect(rankGroupOf(naval)).toBe(rankGroupOf(onLand));
  });

  it('may be an old one, as documents from before give it', () => {
    expect(
      (['private', 'starshina', 'warrant-officer', 'colonel-general'] as const).map(rankGroupOf),
    ).toEqual(['enlisted', 'senior-sergeants', 'top-sergeants', 'generals']);
  });
});
