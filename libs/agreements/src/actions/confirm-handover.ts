import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { HandoverConfirmed } from '../events/handover-confirmed.event.js';
import { handedOver, MANIFEST_LIMIT, type ExchangeState } from '../exchange-state.js';

type Refusal =
  | Unfit
  | 'no-such-exchange'
  | 'exchange-completed'
  | 'part-already-confirmed'
  | 'empty-manifest'
  | 'manifest-too-long'
  | 'other-agreement'
  | 'already-on-manifest';

/** Confirms one part of a handover: the people on its manifest were handed over. */
export function confirmHandover(
  state: ExchangeState,
  ask: HandoverConfirmed['data'],
  today: CivilDay,
): Decision<HandoverConfirmed, Refusal> {
  if (state.planned === null) return refuse('no-such-exchange');
  const samePart = state.handovers.find(
    ({ data }) => data.handover === ask.handover && data.part === ask.part,
  );
  if (isDeepStrictEqual(samePart?.data, ask)) return accept();
  if (state.completed !== null) return refuse('exchange-completed');
  if (samePart !== undefined) return refuse('part-already-confirmed');
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  if (ask.manifest.length === 0) return refuse('empty-manifest');
  if (ask.manifest.length > MANIFEST_LIMIT) return refuse('manifest-too-long');
  const { agreements } = state.planned.data;
  if (ask.manifest.some(({ agreement }) => agreement !== null && !agreements.includes(agreement)))
    return refuse('other-agreement');
  const people = [...handedOver(state), ...ask.manifest.map((person) => person.case)];
  if (new Set(people).size < people.length) return refuse('already-on-manifest');
  return accept({ type: 'HandoverConfirmed', data: ask });
}
