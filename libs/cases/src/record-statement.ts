import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { CaseStatement } from './case-events.js';
import { isSaid, unfitNow } from './rules.js';
import type { CaseState } from './state.js';

export type RefusedStatement = 'no-such-case' | Unfit | 'case-closed';

/** Records what no other statement speaks against: an open case, a basis and a date that can be are all it asks for. */
export function recordStatement<S extends CaseStatement>(
  state: CaseState,
  statement: S,
  today: CivilDay,
): Decision<S, RefusedStatement> {
  if (state.opened === null) return refuse('no-such-case');
  if (isSaid(state, statement)) return accept();
  const reason = unfitNow(state, statement.data, today);
  return reason === null ? accept(statement) : refuse(reason);
}
