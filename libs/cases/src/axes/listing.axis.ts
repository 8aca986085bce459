import type { Category } from '#libs/kernel/src/category.js';
import type { AgreementId } from '#libs/kernel/src/ids.js';
import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { On } from './axes-of.js';
import type { Negotiated } from '../events/negotiated.event.js';

export type ListingPhase = 'not-listed' | Negotiated['data']['listing'] | 'handed-over' | 'died-while-listed';

export interface Listing {
  readonly phase: ListingPhase;
  readonly category: Category | null;
}

/** On the list now: not before it, removed from it, or past it. */
export const isOnList = ({ phase }: Listing): boolean =>
  phase === 'proposed' || phase === 'disputed' || phase === 'agreed' || phase === 'in-a-stage';

/** Where the person stands under one agreement, of whose statements alone it is told. */
export const listingAxis: Axis<Listing, On<'listing'>> = {
  start: { phase: 'not-listed', category: null },
  step(value, event) {
    switch (event.type) {
      case 'Negotiated':
        return { phase: event.data.listing, category: event.data.category };
      case 'Returned':
        return { phase: 'handed-over', category: event.data.category ?? value.category };
      case 'RemainsRepatriated':
        return isOnList(value) ? { ...value, phase: 'died-while-listed' } : value;
    }
  },
  same: (a, b) => a.phase === b.phase && a.category === b.category,
};

/** The agreements under which the person was ever listed or released, in the order in which they were first named. */
export function agreementsSpokenOf(statements: readonly Entry<On<'listing'>>[]): AgreementId[] {
  const named = statements.flatMap(({ event }) =>
    event.type === 'RemainsRepatriated' || event.data.agreement === null ? [] : [event.data.agreement],
  );
  return [...new Set(named)];
}

/** The statements that bear on the listing under one agreement: its own, and a death, which bears on all. */
export function statementsUnder(
  agreement: AgreementId,
  statements: readonly Entry<On<'listing'>>[],
): Entry<On<'listing'>>[] {
  return statements.filter(
    ({ event }) => event.type === 'RemainsRepatriated' || event.data.agreement === agreement,
  );
}
