import { normaliseName } from './normalise.js';
import { UKRAINIAN } from './romanise-ukrainian.js';

/** Latin spellings of the table with the letters that they may stand for, within a word and at its start. */
const WITHIN = lettersBy(({ within }) => within);
const FIRST = lettersBy(({ within, first }) => first ?? within);
const LONGEST = 4;

function lettersBy(
  written: (row: { within: string; first?: string }) => string,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>([['zgh', ['зг']]]);
  for (const [letter, row] of UKRAINIAN) {
    const latin = written(row);
    if (latin !== '') found.set(latin, [...(found.get(latin) ?? []), letter]);
  }
  return found;
}

/** After these a soft sign may have been dropped; before these letters an apostrophe. */
const SOFT = /[дзлнстц]$/;
const APART = /[бвмпфр]$/;
const IOTATED = /^[єїюя]/;

/** So many lost signs are thought of in one word. */
const LOST = 2;

/**
 * Ukrainian words that the official table romanises to this Latin one: so many at most, those with the fewest lost soft signs and apostrophes
 * first. The table loses letters, so these are candidates and never an answer (inference). None for what the table does not write.
 */
export function cyrillicCandidates(latin: string, most: number): string[] {
  const word = normaliseName(latin);
  const search = { word, ends: endsOf(word), most, found: new Set<string>() };
  if (word !== '') for (let lost = 0; lost <= LOST; lost += 1) collect(search, 0, '', lost);
  return [...search.found];
}

interface Search {
  readonly word: string;
  /** From which places the rest of the word can be read to its end: no other is entered, so that no way is long and leads nowhere. */
  readonly ends: readonly boolean[];
  readonly most: number;
  readonly found: Set<string>;
}

const startsAt = (word: string, at: number): boolean => at === 0 || word[at - 1] === '-';

/** The letters that the Latin text may stand for at a place, the longest first, with the place behind them. */
function readings(word: string, at: number): [string, number][] {
  if (word[at] === '-') return [['-', at + 1]];
  const table = startsAt(word, at) ? FIRST : WITHIN;
  const lengths = Array.from({ length: Math.min(LONGEST, word.length - at) }, (_, index) => index + 1);
  return lengths
    .toReversed()
    .flatMap((length) =>
      (table.get(word.slice(at, at + length)) ?? []).map((letters): [string, number] => [
        letters,
        at + length,
      ]),
    );
}

function endsOf(word: string): boolean[] {
  const ends = Array.from({ length: word.length + 1 }, (_, at) => at === word.length);
  for (let at = word.length - 1; at >= 0; at -= 1)
    ends[at] = readings(word, at).some(([, next]) => ends[next] === true);
  return ends;
}

/** зг is written `zgh`, and of the vowels a soft sign stands before о alone. */
const isNeverBeside = (done: string, next: string): boolean =>
  (next === 'г' && done.endsWith('з')) || (/^[аеєиіїйуюя]/.test(next) && done.endsWith('ь'));

/** Adds the words that begin with `done` and go on with the rest, in which at most so many more signs were lost. */
function collect(search: Search, at: number, done: string, lost: number): void {
  const { word, ends, most, found } = search;
  if (found.size >= most) return;
  if (at === word.length) found.add(done);
  for (const [letters, next] of readings(word, at)) {
    if (ends[next] !== true || isNeverBeside(done, letters)) continue;
    collect(search, next, done + letters, lost);
    if (lost > 0 && APART.test(done) && IOTATED.test(letters))
      collect(search, next, `${done}ʼ${letters}`, lost - 1);
  }
  if (lost > 0 && SOFT.test(done)) collect(search, at, `${done}ь`, lost - 1);
}
