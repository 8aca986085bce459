import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Unfit } from '#libs/kernel/src/statements/unfit.js';
import { datesContradict } from '../axes/dates-contradict.js';
import { caseFile } from '../case-file.js';
import type { ReportedMissing } from '../events/reported-missing.event.js';
import { isSaid, statementsWith, unfitNow } from '../rules.js';
import { statementsThatStand, type CaseState } from '../state.js';

type Refusal = 'no-such-case' | Unfit | 'case-closed' | 'remains-repatriated' | 'dates-contradict';

/**
 * Records that somebody reported the person missing; a further report stands beside the first. After a return it
 * opens the search again, so it is no report from before that return.
 */
export function reportMissing(
  state: CaseState,
  ask: ReportedMissing['data'],
  today: CivilDay,
): Decision<ReportedMissing, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const statement: ReportedMissing = { type: 'ReportedMissing', data: ask };
  if (isSaid(state, statement)) return accept();
  const reason = unfitNow(state, ask, today);
  if (reason !== null) return refuse(reason);
  if (caseFile(statementsThatStand(state)).remains.value === 'repatriated')
    return refuse('remains-repatriated');
  return datesContradict(statementsWith(state, statement)) ? refuse('dates-contradict') : accept(statement);
}
