import type { ExchangeState } from '#libs/agreements/src/exchange-state.js';

/** Whether a member of staff may know of an exchange, and change it: under an embargo those on its need-to-know list, else all. */
export function needsToKnow({ embargo }: ExchangeState, staff: string): boolean {
  if (embargo === 'never-placed' || embargo === 'lifted') return true;
  return embargo.data.needToKnow.some((each) => each === staff);
}
