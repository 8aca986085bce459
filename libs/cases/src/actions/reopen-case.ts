import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import { statementsOn } from '../axes/axes-of.js';
import { datesContradict } from '../axes/dates-contradict.js';
import type { CaseReopened } from '../events/case-reopened.event.js';
import { isClosed, statementsWith } from '../rules.js';
import { statementsThatStand, type CaseState } from '../state.js';

type Refusal = 'no-such-case' | Unfit | 'case-not-closed' | 'dates-contradict';

/** Opens a closed file again. */
export function reopenCase(
  state: CaseState,
  ask: CaseReopened['data'],
  today: CivilDay,
): Decision<CaseReopened, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const statement: CaseReopened = { type: 'CaseReopened', data: ask };
  const stand = statementsThatStand(state);
  const last = statementsOn('casework', stand).at(-1)?.event;
  if (isDeepStrictEqual(last, statement)) return accept();
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  if (!isClosed(state)) return refuse('case-not-closed');
  return datesContradict(stand, statementsWith(state, statement))
    ? refuse('dates-contradict')
    : accept(statement);
}
