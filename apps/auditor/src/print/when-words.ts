import type { When } from '#libs/kernel/src/two-times/when.js';
import { utc } from './event-words.js';

/** "at the end of 2025-06-14, as known at 2025-06-20 20:59:59 UTC" */
export function inWordsOf({ validAt, knownAt }: When): string {
  const valid = validAt === null ? 'as it stands' : `at the end of ${validAt}`;
  return `${valid}, as known ${knownAt === null ? 'now' : `at ${utc(knownAt)} UTC`}`;
}
