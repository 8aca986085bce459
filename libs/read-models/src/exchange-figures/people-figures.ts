import { RANK_GROUPS, type RankGroup } from '#libs/cases/src/ranks.js';
import type { Category } from '#libs/kernel/src/category.js';
import type { AgreementId } from '#libs/kernel/src/ids.js';

/** So many of one kind, as PostgreSQL counts them; null stands for outside of any, and for not known as of the day of the handover. */
export interface PeopleCount {
  readonly agreement: AgreementId | null;
  readonly category: Category | null;
  readonly rankGroup: RankGroup | null;
  readonly sex: string | null;
  readonly people: number;
}

export interface PeopleFigures {
  readonly byRankGroup: readonly { readonly rankGroup: RankGroup | null; readonly count: number }[];
  readonly bySex: readonly { readonly sex: string | null; readonly count: number }[];
  /** What more than half of all were, whatever the others may be; null if nothing was. */
  readonly mostWere: Ranks | null;
}

const RANKS_AS = {
  enlisted: ['enlisted'],
  sergeants: ['junior-sergeants', 'senior-sergeants', 'top-sergeants'],
  officers: ['officers', 'generals'],
} as const satisfies Record<string, readonly RankGroup[]>;
export type Ranks = keyof typeof RANKS_AS;

/** The figures by rank group, lowest first, and by sex; those not known last. */
export function peopleFigures(counts: readonly PeopleCount[]): PeopleFigures {
  const of = (is: (count: PeopleCount) => boolean): number =>
    counts.filter(is).reduce((sum, { people }) => sum + people, 0);
  const total = of(() => true);
  const sexes = [...new Set(counts.map(({ sex }) => sex))].sort((a, b) => ((a ?? '~') < (b ?? '~') ? -1 : 1));
  const most = Object.entries(RANKS_AS).find(
    ([, groups]: [string, readonly (RankGroup | null)[]]) =>
      of(({ rankGroup }) => groups.includes(rankGroup)) > total / 2,
  );
  return {
    byRankGroup: [...RANK_GROUPS, null]
      .map((rankGroup) => ({ rankGroup, count: of((each) => each.rankGroup === rankGroup) }))
      .filter(({ count }) => count > 0),
    bySex: sexes.map((sex) => ({ sex, count: of((each) => each.sex === sex) })),
    mostWere: (most?.[0] as Ranks | undefined) ?? null,
  };
}
