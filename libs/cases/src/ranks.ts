/**
 * The ranks by group, lowest first, each group in its order. Of the Armed Forces of Ukraine: laws 205-IX and 680-IX, in force
 * 1 October 2020. Not checked: the naval ranks, each placed beside the rank on land of the same level, and the old ones
 * that documents from before still give, placed by inference.
 */
const RANKS_OF = {
  enlisted: ['recruit', 'private', 'soldier', 'seaman', 'senior-soldier', 'senior-seaman'],
  'junior-sergeants': [
    'junior-sergeant',
    'petty-officer-second-class',
    'sergeant',
    'petty-officer-first-class',
  ],
  'senior-sergeants': [
    'senior-sergeant',
    'chief-petty-officer',
    'starshina',
    'first-sergeant',
    'chief-sergeant',
    'chief-ship-petty-officer',
    'staff-sergeant',
    'staff-petty-officer',
  ],
  'top-sergeants': [
    'warrant-officer',
    'midshipman',
    'senior-warrant-officer',
    'senior-midshipman',
    'master-sergeant',
    'master-petty-officer',
    'senior-master-sergeant',
    'senior-master-petty-officer',
    'chief-master-sergeant',
    'chief-master-petty-officer',
  ],
  officers: [
    'junior-lieutenant',
    'lieutenant',
    'senior-lieutenant',
    'captain',
    'captain-lieutenant',
    'major',
    'captain-third-rank',
    'lieutenant-colonel',
    'captain-second-rank',
    'colonel',
    'captain-first-rank',
  ],
  generals: [
    'brigadier-general',
    'commodore',
    'major-general',
    'rear-admiral',
    'lieutenant-general',
    'vice-admiral',
    'general',
    'admiral',
    'colonel-general',
    'general-of-the-army',
  ],
} as const;

/** The groups of the two laws, lowest first; generals are officers too. */
export type RankGroup = keyof typeof RANKS_OF;
export type Rank = (typeof RANKS_OF)[RankGroup][number];

export const RANK_GROUPS = Object.keys(RANKS_OF) as readonly RankGroup[];
export const RANKS: readonly Rank[] = Object.values(RANKS_OF).flat();

const GROUP_OF = new Map<Rank, RankGroup>(
  RANK_GROUPS.flatMap((group) => RANKS_OF[group].map((rank) => [rank, group] as const)),
);

export function rankGroupOf(rank: Rank): RankGroup {
  return GROUP_OF.get(rank) as RankGroup;
}
