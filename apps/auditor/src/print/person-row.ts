import type { AsOf } from '#libs/audit/src/as-of.js';
import type { Fact } from '#libs/kernel/src/two-times/question.js';
import { inPlainWords } from './plain-words.js';

/** What is told of everybody: where a person stands, and nothing that says who it is. */
export const STATES = ['casework', 'search', 'captivity', 'whereabouts', 'fate', 'remains'] as const;
const LISTING = /^listing under (.+)$/;

export interface PersonRow {
  readonly case: string;
  readonly states: Readonly<Record<(typeof STATES)[number], string>>;
  readonly listings: readonly { readonly agreement: string; readonly listing: string }[];
}

/** A person in short: each state in words, with every value that is possible. */
export function personRow({ subject, facts }: AsOf): PersonRow {
  const found = new Map(facts.map(({ question, fact }) => [question, fact]));
  const states = Object.fromEntries(STATES.map((state) => [state, inShort(found.get(state))]));
  return {
    case: subject.slice('case-'.length),
    states: states as PersonRow['states'],
    listings: facts.flatMap(({ question, fact }) => {
      const agreement = LISTING.exec(question)?.[1];
      return agreement === undefined ? [] : [{ agreement, listing: inShort(fact) }];
    }),
  };
}

function inShort(fact: Fact | undefined): string {
  if (fact === undefined) return 'unknown';
  if (!('kind' in fact)) return phaseOf(fact.value);
  switch (fact.kind) {
    case 'unknown':
      return 'unknown';
    case 'certain':
      return phaseOf(fact.value);
    case 'possible': {
      const phases = [...new Set(fact.values.map(({ value }) => phaseOf(value)))].sort();
      return phases.length === 1 ? phases.join('') : `possibly ${phases.join(' or ')}`;
    }
  }
}

function phaseOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'phase' in value) return String(value.phase);
  return inPlainWords(value);
}
