import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Unfit } from '#libs/kernel/src/statements/unfit.js';
import { caseFile } from '../case-file.js';
import type { ReportedMissing } from '../events/reported-missing.event.js';
import { isSaid, statementsWith, unfitNow } from '../rules.js';
import type { CaseState } from '../state.js';

type Refusal = 'no-such-case' | Unfit | 'case-closed' | 'remains-repatriated';

/**
 * Records that somebody reported the person missing; a further report stands beside the first. It opens the search again if it
 * is from after a return; one from before, which turns up late, does not, nor one from before remains were identified.
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
  const { remains, search } = caseFile(statementsWith(state, statement));
  return remains.value === 'repatriated' && search.value !== 'closed'
    ? refuse('remains-repatriated')
    : accept(statement);
}
