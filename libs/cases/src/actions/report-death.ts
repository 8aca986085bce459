import type { Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { DeathReported } from '../events/death-reported.event.js';
import { recordStatement, type RefusedStatement } from '../record-statement.js';
import type { CaseState } from '../state.js';

/** Records a report that the person died, graded on the Admiralty scale. It is a claim: nothing follows from it here. */
export function reportDeath(
  state: CaseState,
  ask: DeathReported['data'],
  today: CivilDay,
): Decision<DeathReported, RefusedStatement> {
  return recordStatement<DeathReported>(state, { type: 'DeathReported', data: ask }, today);
}
