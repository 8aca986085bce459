import { cyrillicCandidates } from '#libs/policies/src/names/cyrillic-candidates.js';
import type { AskedName } from '#libs/policies/src/names/names.js';

const SHOWN = 8;

/** A part of a name that was asked for in Latin letters, as a Ukrainian document may have it. */
export interface UkrainianSpellings {
  readonly part: 'surname' | 'givenNames';
  /** Candidates: the official romanisation loses letters. */
  readonly spellings: readonly string[];
}

export function ukrainianSpellings(asked: AskedName | null): UkrainianSpellings[] {
  return (['surname', 'givenNames'] as const).flatMap((part) => {
    const spellings = cyrillicCandidates(asked?.[part] ?? '', SHOWN);
    return spellings.length === 0 ? [] : [{ part, spellings: spellings.map(capitalised) }];
  });
}

const capitalised = (name: string): string =>
  name.replaceAll(/(?<=^|-)\p{L}/gu, (letter) => letter.toUpperCase());
