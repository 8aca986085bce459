import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { AgreementState } from '../agreement-state.js';
import type { AgreementReached } from '../events/agreement-reached.event.js';

type Refusal = Unfit | 'agreement-already-reached' | 'no-terms';

/** Records that two delegations agreed, with the terms as each speaker stated them. */
export function reachAgreement(
  state: AgreementState,
  ask: AgreementReached['data'],
  today: CivilDay,
): Decision<AgreementReached, Refusal> {
  const reached: AgreementReached = { type: 'AgreementReached', data: ask };
  if (state.reached !== null)
    return isDeepStrictEqual(state.reached, reached) ? accept() : refuse('agreement-already-reached');
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  return ask.categories.length + ask.remains.length === 0 ? refuse('no-terms') : accept(reached);
}
