import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { EmbargoPlaced } from '../events/embargo-placed.event.js';
import type { ExchangeState } from '../exchange-state.js';

type Refusal = Unfit | 'no-such-exchange' | 'exchange-completed' | 'nobody-needs-to-know';

/**
 * Places an embargo on the exchange, in force until it is complete. Placed anew, its need-to-know list replaces
 * the one before as a whole, and so widens or narrows who is told.
 */
export function placeEmbargo(
  state: ExchangeState,
  ask: EmbargoPlaced['data'],
  today: CivilDay,
): Decision<EmbargoPlaced, Refusal> {
  if (state.planned === null) return refuse('no-such-exchange');
  if (state.completed !== null) return refuse('exchange-completed');
  const embargo: EmbargoPlaced = { type: 'EmbargoPlaced', data: ask };
  if (isDeepStrictEqual(state.embargo, embargo)) return accept();
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  return ask.needToKnow.length === 0 ? refuse('nobody-needs-to-know') : accept(embargo);
}
