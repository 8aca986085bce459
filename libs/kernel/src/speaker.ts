/**
 * Who says a thing in public. Figures are kept by speaker, not by side: two voices of one side may differ
 * (6,057 and 6,060 bodies, June 2025).
 */
export const SPEAKERS = [
  'coordination-headquarters',
  'defence-intelligence',
  'defence-minister',
  'interior-minister',
  'president-of-ukraine',
  'security-service',
  'state-border-guard-service',
  'icrc',
  'other-side',
  'other-side-defence-ministry',
  'other-side-head-of-delegation',
  'other-side-news-agency',
] as const;

export type Speaker = (typeof SPEAKERS)[number];
