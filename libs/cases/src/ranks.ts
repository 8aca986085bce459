/**
 * Ranks of the Armed Forces of Ukraine, lowest first, each group in its order (laws 205-IX and 680-IX, in force
 * 1 October 2020; the naval and the old ones: not checked). A rank holds as of a date.
 */
const ENLISTED = ['recruit', 'soldier', 'senior-soldier', 'seaman', 'senior-seaman'] as const;
const SERGEANTS = [
  'junior-sergeant',
  'sergeant',
  'senior-sergeant',
  'chief-sergeant',
  'staff-sergeant',
  'master-sergeant',
  'senior-master-sergeant',
  'chief-master-sergeant',
] as const;
const OFFICERS = [
  'junior-lieutenant',
  'lieutenant',
  'senior-lieutenant',
  'captain',
  'major',
  'lieutenant-colonel',
  'colonel',
  'brigadier-general',
  'major-general',
  'lieutenant-general',
  'general',
] as const;

export const RANKS = [...ENLISTED, ...SERGEANTS, ...OFFICERS] as const;
export type Rank = (typeof RANKS)[number];

/** The groups of the two laws, lowest first; generals are officers too. A seaman counts as enlisted (inference). */
export const RANK_GROUPS = [
  'enlisted',
  'junior-sergeants',
  'senior-sergeants',
  'top-sergeants',
  'officers',
  'generals',
] as const;
export type RankGroup = (typeof RANK_GROUPS)[number];

const GROUP_OF: Readonly<Record<Rank, RankGroup>> = {
  recruit: 'enlisted',
  soldier: 'enlisted',
  'senior-soldier': 'enlisted',
  seaman: 'enlisted',
  'senior-seaman': 'enlisted',
  'junior-sergeant': 'junior-sergeants',
  sergeant: 'junior-sergeants',
  'senior-sergeant': 'senior-sergeants',
  'chief-sergeant': 'senior-sergeants',
  'staff-sergeant': 'senior-sergeants',
  'master-sergeant': 'top-sergeants',
  'senior-master-sergeant': 'top-sergeants',
  'chief-master-sergeant': 'top-sergeants',
  'junior-lieutenant': 'officers',
  lieutenant: 'officers',
  'senior-lieutenant': 'officers',
  captain: 'officers',
  major: 'officers',
  'lieutenant-colonel': 'officers',
  colonel: 'officers',
  'brigadier-general': 'generals',
  'major-general': 'generals',
  'lieutenant-general': 'generals',
  general: 'generals',
};

export function rankGroupOf(rank: Rank): RankGroup {
  return GROUP_OF[rank];
}
