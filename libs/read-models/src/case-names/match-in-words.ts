import type { Match } from './score-case.js';
import type { NameStanding } from './standing-of.js';

const PART = {
  surname: 'surname',
  givenNames: 'given name',
  patronymic: 'patronymic',
  serviceNumber: 'service number',
  born: 'date of birth',
} as const;

const FIT = {
  exact: 'the same',
  'same-romanisation': 'the same when romanised',
  'same-name': 'another form of the same name',
  'same-sound': 'written otherwise, sounds the same',
  'other-ending': 'with another ending',
  'one-letter-differs': 'one letter differs',
  'part-of-name': 'one word of a double name',
  initial: 'the initial alone',
  'two-letters-differ': 'two letters differ',
  'some-letters-differ': 'some letters differ',
  'not-recorded': 'not recorded in the file',
  'not-asked': 'in the file, not asked for',
  within: 'within what was asked for',
  possible: 'possible',
  differs: 'another',
  'not-possible': 'not possible',
} as const;

const STANDING: Readonly<Record<NameStanding, string>> = {
  current: '',
  earlier: ' This name was stated earlier; a later statement stands beside it.',
  corrected: ' This name was corrected since.',
  withdrawn: ' This name was withdrawn.',
};

/** Why a file was found, in a sentence, and what became of the name by which it was. */
export function matchInWords(matches: readonly Match[], standing: NameStanding): string {
  const said = matches.map((match) =>
    match.part === 'order'
      ? 'surname and given name in another order'
      : `${PART[match.part]} ${FIT[match.fit]}`,
  );
  const [first = 'Fits what was asked for', ...others] = said;
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}${others.map((each) => `; ${each}`).join('')}.`;
  return sentence + STANDING[standing];
}
