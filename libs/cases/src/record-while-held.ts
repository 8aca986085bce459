import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Unfit } from '#libs/kernel/src/statements/unfit.js';
import { captivityPhase } from './axes/captivity.axis.js';
import { datesContradict } from './axes/dates-contradict.js';
import type { CaseStatement } from './case-events.js';
import { isSaid, statementsWith, unfitNow } from './rules.js';
import { statementsThatStand, type CaseState } from './state.js';

export type RefusedWhileHeld =
  | 'no-such-case'
  | Unfit
  | 'case-closed'
  | 'not-in-captivity'
  | 'already-returned'
  | 'has-escaped'
  | 'dates-contradict';

/** Records what can happen only to somebody who is held: transferred, admitted to hospital, escaped. */
export function recordWhileHeld<S extends CaseStatement>(
  state: CaseState,
  statement: S,
  today: CivilDay,
): Decision<S, RefusedWhileHeld> {
  if (state.opened === null) return refuse('no-such-case');
  if (isSaid(state, statement)) return accept();
  const reason = unfitNow(state, statement.data, today);
  if (reason !== null) return refuse(reason);
  switch (captivityPhase(statementsThatStand(state))) {
    case 'none-known':
      return refuse('not-in-captivity');
    case 'released':
      return refuse('already-returned');
    case 'escaped':
      return refuse('has-escaped');
    case 'alleged':
    case 'unofficially-confirmed':
    case 'confirmed-by-icrc':
      return datesContradict(statementsWith(state, statement))
        ? refuse('dates-contradict')
        : accept(statement);
  }
}
