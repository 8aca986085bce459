import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { certainlyBefore } from '#libs/kernel/src/edtf/span.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { ExchangeCompleted } from '../events/exchange-completed.event.js';
import type { ExchangeState } from '../exchange-state.js';

type Refusal = Unfit | 'no-such-exchange' | 'exchange-completed' | 'no-handover' | 'dates-contradict';

/** Records that the whole exchange is complete, which lifts its embargo. */
export function completeExchange(
  state: ExchangeState,
  ask: ExchangeCompleted['data'],
  today: CivilDay,
): Decision<ExchangeCompleted, Refusal> {
  if (state.planned === null) return refuse('no-such-exchange');
  const completed: ExchangeCompleted = { type: 'ExchangeCompleted', data: ask };
  if (state.completed !== null)
    return isDeepStrictEqual(state.completed, completed) ? accept() : refuse('exchange-completed');
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  if (state.handovers.length === 0) return refuse('no-handover');
  return state.handovers.some(({ data }) => certainlyBefore(ask.occurredAt, data.occurredAt))
    ? refuse('dates-contradict')
    : accept(completed);
}
