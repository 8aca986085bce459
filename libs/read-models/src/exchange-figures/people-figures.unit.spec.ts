import { describe, expect, it } from '@jest/globals';
import type { RankGroup } from '#libs/cases/src/ranks.js';
import { peopleFigures, type PeopleCount } from './people-figures.js';

const counted = (rankGroup: RankGroup | null, people: number, sex: string | null = 'male'): PeopleCount => ({
  agreement: null,
  category: null,
  rankGroup,
  sex,
  people,
});

describe('The figures by rank group and sex', () => {
  it('stand in the order of ranks, those not known last', () => {
    const counts = [
      counted(null, 1, null),
      counted('officers', 2, 'female'),
      counted('enlisted', 3),
      counted('officers', 1),
    ];
    expect(peopleFigures(counts)).toEqual({
      byRankGroup: [
        { rankGroup: 'enlisted', count: 3 },
        { rankGroup: 'officers', count: 3 },
        { rankGroup: null, count: 1 },
      ],
      bySex: [
        { sex: 'female', count: 2 },
        { sex: 'male', count: 4 },
        { sex: null, count: 1 },
      ],
      mostWere: null,
    });
  });

  it('say what most were only when it is more than half of all, generals among the officers', () => {
    expect(peopleFigures([counted('officers', 2), counted('enlisted', 2)]).mostWere).toBeNull();
    expect(
      peopleFigures([counted('officers', 2), counted(null, 1), counted('enlisted', 1)]).mostWere,
    ).toBeNull();
    expect(
      peopleFigures([counted('officers', 2), counted('generals', 1), counted('enlisted', 2)]).mostWere,
    ).toBe('officers');
    expect(
      peopleFigures([counted('junior-sergeants', 1), counted('top-sergeants', 1), counted('enlisted', 1)])
        .mostWere,
    ).toBe('sergeants');
  });

  it('of nobody are none', () => {
    expect(peopleFigures([])).toEqual({ byRankGroup: [], bySex: [], mostWere: null });
  });
});
