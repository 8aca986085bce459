/** Letters that look the same in both scripts, as they stand on a page: capital B is a Cyrillic В, small b is none. */
const ALIKE: readonly (readonly [string, string])[] = [
  ...pairs('ABCEHIKMOPTXY', 'АВСЕНІКМОРТХУ'),
  ...pairs('aceiopxykmt', 'асеіорхукмт'),
  ['Ï', 'Ї'],
  ['ï', 'ї'],
];

const TO_CYRILLIC = new Map(ALIKE);
const TO_LATIN = new Map(ALIKE.map(([latin, cyrillic]) => [cyrillic, latin]));

function pairs(latin: string, cyrillic: string): [string, string][] {
  return [...latin].map((letter, index) => [letter, cyrillic[index] ?? '']);
}

const isCyrillic = (letter: string): boolean => /\p{Script=Cyrillic}/u.test(letter);
const isLatin = (letter: string): boolean => /\p{Script=Latin}/u.test(letter);

/** True if some letter of it is Cyrillic. */
export const hasCyrillic = (text: string): boolean => isCyrillic(text);

/**
 * A word in which Latin letters were typed for Cyrillic ones that look the same, or the other way round, in one script: that of the letters
 * which have no double, and Cyrillic if all have one. A word in one script, or with a letter that has no double, is left as it is.
 */
export function inOneScript(word: string): string {
  const letters = [...word];
  if (!letters.some(isCyrillic) || !letters.some(isLatin)) return word;
  const onlyLatin = letters.filter((letter) => isLatin(letter) && !TO_CYRILLIC.has(letter)).length;
  const onlyCyrillic = letters.filter((letter) => isCyrillic(letter) && !TO_LATIN.has(letter)).length;
  const other = onlyLatin > onlyCyrillic ? TO_LATIN : TO_CYRILLIC;
  return letters.map((letter) => other.get(letter) ?? letter).join('');
}
