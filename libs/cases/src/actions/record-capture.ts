import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Unfit } from '#libs/kernel/src/statements/unfit.js';
import { isHeld } from '../axes/captivity.axis.js';
import { datesContradict } from '../axes/dates-contradict.js';
import { caseFile } from '../case-file.js';
import type { Captured } from '../events/captured.event.js';
import { isSaid, statementsWith, unfitNow } from '../rules.js';
import { statementsThatStand, type CaseState } from '../state.js';

type Refusal = 'no-such-case' | Unfit | 'case-closed' | 'already-captive' | 'dates-contradict';

/**
 * Records a capture: the start of an episode of captivity, or the capture of one of which more was known before,
 * be it only the return that ended it.
 */
export function recordCapture(
  state: CaseState,
  ask: Captured['data'],
  today: CivilDay,
): Decision<Captured, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const statement: Captured = { type: 'Captured', data: ask };
  if (isSaid(state, statement)) return accept();
  const reason = unfitNow(state, ask, today);
  if (reason !== null) return refuse(reason);
  const stand = statementsThatStand(state);
  const { value: captivity } = caseFile(stand).captivity;
  if (isHeld(captivity) && captivity.capture) return refuse('already-captive');
  return datesContradict(stand, statementsWith(state, statement))
    ? refuse('dates-contradict')
    : accept(statement);
}
