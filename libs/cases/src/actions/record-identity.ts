import type { Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { IdentityRecorded } from '../events/identity-recorded.event.js';
import { recordStatement, type RefusedStatement } from '../record-statement.js';
import type { CaseState } from '../state.js';

/** Records who the person is, as far as known (GC III art. 17 and 122). A later record replaces it. */
export function recordIdentity(
  state: CaseState,
  ask: IdentityRecorded['data'],
  today: CivilDay,
): Decision<IdentityRecorded, RefusedStatement> {
  return recordStatement<IdentityRecorded>(state, { type: 'IdentityRecorded', data: ask }, today);
}
