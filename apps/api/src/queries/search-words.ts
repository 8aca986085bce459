import type { CaseFacts } from '#libs/read-models/src/case-file/case-file.entity.js';

/** The words of an axis, all of them: a word that is missing does not compile. */
const wordsOf = <Word extends string>(words: Readonly<Record<Word, true>>): readonly Word[] =>
  Object.keys(words) as Word[];

export const CASEWORK = wordsOf<CaseFacts['casework']>({ open: true, closed: true });
export const SEARCH = wordsOf<CaseFacts['search']>({ open: true, 'reported-missing': true, closed: true });
export const CAPTIVITY = wordsOf<CaseFacts['captivity']>({
  'none-known': true,
  alleged: true,
  'unofficially-confirmed': true,
  'confirmed-by-icrc': true,
  released: true,
  escaped: true,
});
export const WHEREABOUTS = wordsOf<CaseFacts['whereabouts']>({
  'not-known': true,
  'in-captivity': true,
  'in-hospital': true,
  escaped: true,
  returned: true,
});
export const FATE = wordsOf<CaseFacts['fate']>({
  'not-known': true,
  'reported-dead': true,
  dead: true,
  alive: true,
});
export const REMAINS = wordsOf<CaseFacts['remains']>({ 'none-known': true, repatriated: true });
export const LISTING = wordsOf<CaseFacts['listings'][number]['listing']>({
  'not-listed': true,
  proposed: true,
  disputed: true,
  agreed: true,
  'in-a-stage': true,
  removed: true,
  'handed-over': true,
  'died-while-listed': true,
});
