import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { captivityPhase } from './axes/captivity-phase.js';
import type { CaseStatement } from './case-events.js';
import { misfitInCaptivity, type MisfitInCaptivity } from './fit-in-captivity.js';
import { recordStatement, type RefusedStatement } from './record-statement.js';
import { statementsThatStand, type CaseState } from './state.js';

export type RefusedWhileHeld = RefusedStatement | 'not-in-captivity' | MisfitInCaptivity;

/**
 * Records what can happen only to somebody who is held: transferred, admitted to hospital, escaped. It can be heard of after the
 * captivity ended, as when a returnee tells; its date says whether it belongs there.
 */
export function recordWhileHeld<S extends CaseStatement>(
  state: CaseState,
  statement: S,
  today: CivilDay,
): Decision<S, RefusedWhileHeld> {
  const decision = recordStatement(state, statement, today);
  if (decision.kind === 'refused' || decision.events.length === 0) return decision;
  if (captivityPhase(statementsThatStand(state)) === 'none-known') return refuse('not-in-captivity');
  const misfit = misfitInCaptivity(state, statement);
  return misfit === null ? accept(statement) : refuse(misfit);
}
