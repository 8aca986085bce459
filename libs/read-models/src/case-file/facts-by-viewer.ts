import type { ExchangeId } from '#libs/kernel/src/ids.js';
import { caseFacts } from './case-facts.js';
import type { CaseEntry, FactsVariant } from './case-file.entity.js';

/** So many exchanges of one case are told apart: 32 variants. */
const TOLD_APART = 5;

/** The exchanges that the entries reveal, each with the position of the last entry that does. */
export function revealedBy(entries: readonly CaseEntry[]): Record<ExchangeId, string> {
  const revealed: Record<ExchangeId, string> = {};
  for (const { exchanges, position } of entries)
    for (const exchange of exchanges) revealed[exchange] = position;
  return revealed;
}

/**
 * The facts for whoever may know of all exchanges of the case, and for each choice of those that are hidden from somebody, as if what
 * reveals them had never been said. `without` is in order. Of a case with more exchanges than are told apart there are two variants,
 * all of it and nothing of any exchange: who may not know of one of them is then told the second, which is too little and never too
 * much. A variant in which the case was never opened is left out.
 */
export function factsByViewer(entries: readonly CaseEntry[]): FactsVariant[] {
  return subsets(Object.keys(revealedBy(entries)).sort() as ExchangeId[]).flatMap((without) => {
    const facts = caseFacts(entries.filter(({ exchanges }) => !exchanges.some((id) => without.includes(id))));
    return facts === null ? [] : [{ without, ...facts }];
  });
}

function subsets(ids: readonly ExchangeId[]): ExchangeId[][] {
  if (ids.length > TOLD_APART) return [[], [...ids]];
  return ids.reduce<ExchangeId[][]>(
    (found, id) => [...found, ...found.map((subset) => [...subset, id])],
    [[]],
  );
}
