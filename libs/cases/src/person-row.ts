import type { Fact } from '#libs/kernel/src/two-times/question.js';

/** What is told of everybody: where a person stands, and nothing that says who it is. */
export const STATES = ['casework', 'search', 'captivity', 'whereabouts', 'fate', 'remains'] as const;
const LISTING = /^listing under (.+)$/;

type State = (typeof STATES)[number];

/** A person in short: each state in words, with every value that is possible. */
export interface PersonRow extends Readonly<Record<State, string>> {
  readonly case: string;
  readonly listings: readonly { readonly agreement: string; readonly listing: string }[];
}

/** True for a question of a case that its row answers. */
export const isInRow = (question: string): boolean =>
  STATES.some((state) => state === question) || LISTING.test(question);

/** `facts`: by question; those that are not in a row are left aside. */
export function personRow(id: string, facts: ReadonlyMap<string, Fact>): PersonRow {
  const states = Object.fromEntries(STATES.map((state) => [state, inShort(facts.get(state))]));
  const listings = [...facts].flatMap(([question, fact]) => {
    const agreement = LISTING.exec(question)?.[1];
    return agreement === undefined ? [] : [{ agreement, listing: inShort(fact) }];
  });
  return { case: id, ...(states as Record<State, string>), listings };
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
  return typeof value === 'object' && value !== null && 'phase' in value
    ? String(value.phase)
    : String(value);
}
