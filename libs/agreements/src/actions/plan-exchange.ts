import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { ExchangePlanned } from '../events/exchange-planned.event.js';
import type { ExchangeState } from '../exchange-state.js';

type Refusal = Unfit | 'exchange-already-planned';

/** Records that an exchange is planned; `plannedFor` may lie in the future, `occurredAt` is when it was planned. */
export function planExchange(
  state: ExchangeState,
  ask: ExchangePlanned['data'],
  today: CivilDay,
): Decision<ExchangePlanned, Refusal> {
  const planned: ExchangePlanned = { type: 'ExchangePlanned', data: ask };
  if (state.planned !== null)
    return isDeepStrictEqual(state.planned, planned) ? accept() : refuse('exchange-already-planned');
  const reason = unfit(ask, today);
  return reason === null ? accept(planned) : refuse(reason);
}
