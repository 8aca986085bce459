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
