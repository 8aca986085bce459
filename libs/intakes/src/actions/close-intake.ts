import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { certainlyBefore } from '#libs/kernel/src/edtf/span.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { IntakeClosed } from '../events/intake-closed.event.js';
import type { IntakeState } from '../intake-state.js';

type Refusal = Unfit | 'no-such-intake' | 'intake-closed' | 'dates-contradict';

/** Ends the taking in of a list, done or given up. */
export function closeIntake(
  state: IntakeState,
  ask: IntakeClosed['data'],
  today: CivilDay,
): Decision<IntakeClosed, Refusal> {
  if (state.opened === null) return refuse('no-such-intake');
  const closed: IntakeClosed = { type: 'IntakeClosed', data: ask };
  if (state.closed !== null)
    return isDeepStrictEqual(state.closed, closed) ? accept() : refuse('intake-closed');
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  return certainlyBefore(ask.occurredAt, state.opened.data.occurredAt)
    ? refuse('dates-contradict')
    : accept(closed);
}
