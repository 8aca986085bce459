import { editDistance } from './edit-distance.js';
import { GIVEN_NAME_LIST, givenNamesOf } from './given-names.js';
import type { NamePart } from './names.js';
import { wordsOf } from './normalise.js';
import { patronymicKey } from './patronymics.js';
import { formsOfWord, type WordForms } from './word-forms.js';

/** How a part of a name that was asked for fits the one that was recorded, best first, with what that is worth. */
export const WORTH = {
  exact: 1,
  'same-romanisation': 0.97,
  'same-name': 0.95,
  'same-sound': 0.92,
  'other-ending': 0.88,
  'one-letter-differs': 0.8,
  'part-of-name': 0.78,
  initial: 0.7,
  'two-letters-differ': 0.6,
  'not-recorded': 0.5,
  'some-letters-differ': 0.35,
  differs: 0,
} as const;

export type Fit = keyof typeof WORTH;

export const better = (a: Fit, b: Fit): Fit => (WORTH[b] > WORTH[a] ? b : a);

/** A part of a name in the forms that are compared. */
export interface PartForms {
  readonly part: NamePart;
  readonly whole: WordForms;
  readonly words: readonly WordForms[];
  /** The names that it may be a form of, and the father that a patronymic names. */
  readonly names: readonly string[];
}

export function partForms(part: NamePart, text: string): PartForms {
  const words = wordsOf(text).map(formsOfWord);
  return { part, whole: formsOfWord(text), words, names: namesOf(part, text) };
}

/** What makes two spellings one name: nothing for a surname. */
function namesOf(part: NamePart, text: string): string[] {
  switch (part) {
    case 'surname':
      return [];
    case 'givenNames':
      return wordsOf(text).flatMap((word) => givenNamesOf(word).map(({ key }) => key));
    case 'patronymic': {
      const father = patronymicKey(text);
      return father === null ? [] : [father];
    }
  }
}

/** How a part that was asked for fits what was recorded. */
export function compareParts(asked: PartForms, recorded: PartForms): Fit {
  const whole = compareWords(asked.whole, recorded.whole);
  if (WORTH[whole] >= WORTH['same-romanisation']) return whole;
  if (asked.names.some((name) => recorded.names.includes(name))) return 'same-name';
  const nearest = [
    whole,
    ofSeveral(asked, recorded),
    initialOf(asked, recorded),
    toOtherForms(asked, recorded),
  ];
  return nearest.reduce(better);
}

function compareWords(a: WordForms, b: WordForms): Fit {
  if (a.text === b.text) return 'exact';
  if (a.latin.some((one) => b.latin.includes(one))) return 'same-romanisation';
  if (a.sound === b.sound && a.sound !== '') return 'same-sound';
  if (a.stem === b.stem && a.stem.length > 2) return 'other-ending';
  return ofDistance(distance(a, b), Math.max(a.text.length, b.text.length));
}

const FAR = 3;

/** The least number of letters in which two words differ, in their own script, romanised, or as they sound. */
function distance(a: WordForms, b: WordForms): number {
  const pairs = a.latin.flatMap((one) => b.latin.map((other) => [one, other] as const));
  if (a.script === b.script) pairs.push([a.text, b.text]);
  if (a.stem.length > 3 && b.stem.length > 3) pairs.push([a.stem, b.stem]);
  return Math.min(...pairs.map(([one, other]) => editDistance(one, other, FAR)));
}

/** Short words differ altogether when few letters do. */
function ofDistance(letters: number, length: number): Fit {
  if (letters === 1 && length > 2) return 'one-letter-differs';
  if (letters === 2 && length > 4) return 'two-letters-differ';
  return letters <= FAR && length > 2 * letters ? 'some-letters-differ' : 'differs';
}

/** One word of a double name. */
function ofSeveral(asked: PartForms, recorded: PartForms): Fit {
  if (asked.words.length < 2 && recorded.words.length < 2) return 'differs';
  const fits = asked.words.flatMap((one) => recorded.words.map((other) => compareWords(one, other)));
  return fits.some((fit) => WORTH[fit] >= WORTH['other-ending']) ? 'part-of-name' : 'differs';
}

function initialOf({ part, whole: a }: PartForms, { whole: b }: PartForms): Fit {
  if (part === 'surname' || Math.min(a.text.length, b.text.length) > 1) return 'differs';
  const letter = a.text.length === 1 ? a.sound : b.sound;
  const name = a.text.length === 1 ? b.sound : a.sound;
  return letter !== '' && name.startsWith(letter) ? 'initial' : 'differs';
}

/** Алексй, which is no name, is one letter away from Алексей, a form of Олексій. */
function toOtherForms({ part, whole, names }: PartForms, recorded: PartForms): Fit {
  if (part !== 'givenNames' || names.length > 0) return 'differs';
  const forms = recorded.names.flatMap((name) => FORMS_OF.get(name) ?? []);
  return forms.map((form) => compareWords(whole, form)).reduce(better, 'differs');
}

/** The dictionary's names in the forms that are compared: made once, since most names in files are among them. */
const FORMS_OF: ReadonlyMap<string, readonly WordForms[]> = new Map(
  GIVEN_NAME_LIST.map(({ key, forms }) => [key, forms.map(formsOfWord)]),
);
