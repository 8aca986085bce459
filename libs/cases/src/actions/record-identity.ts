import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { IdentityRecorded } from '../events/identity-recorded.event.js';
import { isSaid } from '../rules.js';
import type { CaseState } from '../state.js';

type Refusal = 'no-such-case' | Unfit;

/** Records who the person is, as far as known (GC III art. 17 and 122). A later record replaces it. */
export function recordIdentity(
  state: CaseState,
  ask: IdentityRecorded['data'],
  today: CivilDay,
): Decision<IdentityRecorded, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const statement: IdentityRecorded = { type: 'IdentityRecorded', data: ask };
  if (isSaid(state, statement)) return accept();
  const reason = unfit(ask, today);
  return reason === null ? accept(statement) : refuse(reason);
}
