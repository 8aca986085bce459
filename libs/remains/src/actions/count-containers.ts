import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { certainlyBefore } from '#libs/kernel/src/edtf/span.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { ContainersCounted } from '../events/containers-counted.event.js';
import type { ReceptionState } from '../reception-state.js';

type Refusal = Unfit | 'no-such-reception' | 'dates-contradict';

/** Records a count that a speaker stated after the reception was recorded, beside those that stand. */
export function countContainers(
  state: ReceptionState,
  ask: ContainersCounted['data'],
  today: CivilDay,
): Decision<ContainersCounted, Refusal> {
  if (state.received === null) return refuse('no-such-reception');
  const counted: ContainersCounted = { type: 'ContainersCounted', data: ask };
  if (state.counted.some((event) => isDeepStrictEqual(event, counted))) return accept();
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  return certainlyBefore(ask.occurredAt, state.received.data.occurredAt)
    ? refuse('dates-contradict')
    : accept(counted);
}
