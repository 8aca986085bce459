import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import { statementsOn } from '../axes/axes-of.js';
import { datesContradict } from '../axes/dates-contradict.js';
import { caseFile } from '../case-file.js';
import type { CaseClosed } from '../events/case-closed.event.js';
import { statementsWith } from '../rules.js';
import { statementsThatStand, type CaseState } from '../state.js';

type Refusal = 'no-such-case' | Unfit | 'case-closed' | 'search-open' | 'dates-contradict';

/**
 * Closes the file. It can be closed because the search ended only when it did: by a return, or by the decision that
 * identifies the remains; a confirmation by the ICRC is no ground (DOMAIN, rule 1). From then on it takes withdrawals,
 * corrections, its reopening, and a return, which no file blocks: that shows as a contradiction until somebody acts.
 */
export function closeCase(
  state: CaseState,
  ask: CaseClosed['data'],
  today: CivilDay,
): Decision<CaseClosed, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const statement: CaseClosed = { type: 'CaseClosed', data: ask };
  const stand = statementsThatStand(state);
  if (isDeepStrictEqual(statementsOn('casework', stand).at(-1)?.event, statement)) return accept();
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  const { casework, search } = caseFile(stand);
  if (casework.value.phase === 'closed') return refuse('case-closed');
  if (ask.reason === 'search-ended' && search.value !== 'closed') return refuse('search-open');
  return datesContradict(stand, statementsWith(state, statement))
    ? refuse('dates-contradict')
    : accept(statement);
}
