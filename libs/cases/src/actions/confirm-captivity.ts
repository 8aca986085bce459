import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { CaptivityConfirmed } from '../events/captivity-confirmed.event.js';
import { misfitInCaptivity, type MisfitInCaptivity } from '../fit-in-captivity.js';
import { recordStatement, type RefusedStatement } from '../record-statement.js';
import type { CaseState } from '../state.js';

/**
 * Records that the ICRC, or somebody unofficially, confirmed that the person is held, or was held then. The search goes on. Of somebody
 * whose remains were repatriated before, it is recorded all the same, and shows as a contradiction.
 */
export function confirmCaptivity(
  state: CaseState,
  ask: CaptivityConfirmed['data'],
  today: CivilDay,
): Decision<CaptivityConfirmed, RefusedStatement | MisfitInCaptivity> {
  const statement: CaptivityConfirmed = { type: 'CaptivityConfirmed', data: ask };
  const decision = recordStatement(state, statement, today);
  if (decision.kind === 'refused' || decision.events.length === 0) return decision;
  const misfit = misfitInCaptivity(state, statement);
  return misfit === null ? accept(statement) : refuse(misfit);
}
