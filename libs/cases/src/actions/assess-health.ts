import type { Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { HealthAssessed } from '../events/health-assessed.event.js';
import { recordStatement, type RefusedStatement } from '../record-statement.js';
import type { CaseState } from '../state.js';

/** Records a dated finding on the person's health (GC III art. 109, 110 and 122). */
export function assessHealth(
  state: CaseState,
  ask: HealthAssessed['data'],
  today: CivilDay,
): Decision<HealthAssessed, RefusedStatement> {
  return recordStatement<HealthAssessed>(state, { type: 'HealthAssessed', data: ask }, today);
}
