import type { ExchangeId } from '#libs/kernel/src/ids.js';
import { caseFacts } from './case-facts.js';
import type { CaseEntry, FactsVariant } from './case-file.entity.js';

/** Of a case with so many exchanges every choice of hidden ones is told apart: 256 variants. */
const ALL_TOLD_APART = 8;
/** Of a case with more, the choices of up to so many hidden ones, and that of all. */
const HIDDEN_TOLD_APART = 2;
/** Whoever is shown more exchanges of one case than this is told nothing of any of them: it bounds the variants, to 254. */
const MOST_SHOWN = 20;

/** The exchanges that the entries reveal, each with the position of the last entry that does. */
export function revealedBy(entries: readonly CaseEntry[]): Record<ExchangeId, string> {
  const revealed: Record<ExchangeId, string> = {};
  for (const { exchanges, position } of entries)
    for (const exchange of exchanges) revealed[exchange] = position;
  return revealed;
}

/**
 * The facts for whoever may know of all exchanges of the case, and for each choice of those that are hidden from somebody, as if what
 * reveals them had never been said. `without` is in order. Where up to two are hidden, what is told depends on what is shown alone:
 * nobody can learn, by adding exchanges of their own, whether there is one that they may not know of. Of a case with more than eight,
 * who may not know of three is told nothing of any. A variant in which the case was never opened is left out.
 */
export function factsByViewer(entries: readonly CaseEntry[]): FactsVariant[] {
  const revealed = Object.keys(revealedBy(entries)).sort() as ExchangeId[];
  return choices(revealed).flatMap((without) => {
    const leftOut = revealed.length - without.length > MOST_SHOWN ? revealed : without;
    const facts = caseFacts(entries.filter(({ exchanges }) => !exchanges.some((id) => leftOut.includes(id))));
    return facts === null ? [] : [{ without, ...facts }];
  });
}

/** Beyond what may be shown and hidden there is one choice alone, that of all. */
function choices(ids: readonly ExchangeId[]): ExchangeId[][] {
  if (ids.length <= ALL_TOLD_APART) return subsets(ids, ids.length);
  const some = ids.length <= MOST_SHOWN + HIDDEN_TOLD_APART ? subsets(ids, HIDDEN_TOLD_APART) : [];
  return [...some, [...ids]];
}

function subsets(ids: readonly ExchangeId[], most: number): ExchangeId[][] {
  return ids.reduce<ExchangeId[][]>(
    (found, id) => [
      ...found,
      ...found.filter(({ length }) => length < most).map((subset) => [...subset, id]),
    ],
    [[]],
  );
}
