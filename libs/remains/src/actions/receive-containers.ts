import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { ContainersReceived } from '../events/containers-received.event.js';
import type { ReceptionState } from '../reception-state.js';

type Refusal = Unfit | 'already-received';

/** Records that containers changed hands, with the counts stated so far; there may be none yet. */
export function receiveContainers(
  state: ReceptionState,
  ask: ContainersReceived['data'],
  today: CivilDay,
): Decision<ContainersReceived, Refusal> {
  const received: ContainersReceived = { type: 'ContainersReceived', data: ask };
  if (state.received !== null)
    return isDeepStrictEqual(state.received, received) ? accept() : refuse('already-received');
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  return ask.counts.some(({ basis }) => basis.length === 0) ? refuse('empty-basis') : accept(received);
}
