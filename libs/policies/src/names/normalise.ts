import { hasCyrillic, inOneScript } from './letters.js';

/** What is typed as an apostrophe: the letter, quotation marks, accents and the prime. */
const APOSTROPHES = /['’‘ʼ`´ʹ′]/gu;
const HYPHENS = /\s*[-‐‑‒–—−]+\s*/gu;
/** Marks of stress, which dictionaries and some lists print over vowels. */
const STRESS = /[\u0300\u0301]/gu;

/**
 * A name as it is compared: small letters in Unicode's composed form (NFC), one apostrophe (ʼ), one hyphen, single spaces, no stress marks,
 * and each word in one script. Other signs separate words. The same again changes nothing.
 */
export function normaliseName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(STRESS, '')
    .replace(APOSTROPHES, 'ʼ')
    .replace(HYPHENS, '-')
    .replace(/[^\p{L}\p{M}\p{N}ʼ-]+/gu, ' ');
  return plain
    .split(' ')
    .map((word) => trimmed(word.split('-').map(inOneScript).join('-').toLowerCase()))
    .filter((word) => word !== '')
    .join(' ')
    .normalize('NFC');
}

const trimmed = (word: string): string => word.replace(/^[-ʼ]+|[-ʼ]+$/gu, '');

/** The words of a name and the parts of double ones, in their order: `Гора-Яворський` has two. */
export function wordsOf(name: string): string[] {
  return normaliseName(name)
    .split(/[ -]/)
    .filter((word) => word !== '');
}

export type Script = 'cyrillic' | 'latin';

export const scriptOf = (name: string): Script => (hasCyrillic(name) ? 'cyrillic' : 'latin');
