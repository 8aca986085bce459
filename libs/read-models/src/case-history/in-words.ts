import type { Category } from '#libs/kernel/src/category.js';
import type { Personal } from '#libs/kernel/src/personal.js';
import type { Speaker } from '#libs/kernel/src/speaker.js';

export const CATEGORY_WORDS: Record<Category, string> = {
  'seriously-ill-or-wounded': 'the seriously ill and severely wounded',
  'aged-18-to-25': 'those aged 18 to 25',
  general: 'the general list',
  civilian: 'civilians',
};

export const SPEAKER_WORDS: Record<Speaker, string> = {
  'coordination-headquarters': 'the Coordination Headquarters',
  'defence-intelligence': 'Defence Intelligence',
  'defence-minister': 'the Defence Minister',
  'interior-minister': 'the Interior Minister',
  'president-of-ukraine': 'the President of Ukraine',
  'security-service': 'the Security Service',
  'state-border-guard-service': 'the State Border Guard Service',
  icrc: 'the ICRC',
  'other-side': 'the other side',
  'other-side-defence-ministry': "the other side's defence ministry",
  'other-side-head-of-delegation': "the other side's head of delegation",
  'other-side-news-agency': "the other side's news agency",
};

/** "A", "A and B", "A, B and C". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** The first eight digits of a UUID, enough for a reader to tell one from another; other ids whole. */
export function shortId(id: string): string {
  return /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id) ? id.slice(0, 8) : id;
}

/** A word of ours as a reader sees it: `senior-lieutenant` is "senior lieutenant". */
export const spaced = (word: string): string => word.replaceAll('-', ' ');

export function said<T>(personal: Personal<T>, words: (value: T) => string = String): string {
  return personal.kind === 'erased' ? '[erased]' : words(personal.value);
}

/** Nothing for what is not recorded; else `before`, and what is. */
export function ifSaid<T>(
  before: string,
  personal: Personal<T> | null,
  words: (value: T) => string = String,
): string {
  return personal === null ? '' : before + said(personal, words);
}
