import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import { captivityPhase } from '../axes/captivity-phase.js';
import { datesContradict } from '../axes/dates-contradict.js';
import type { Returned } from '../events/returned.event.js';
import { isSaid, statementsWith } from '../rules.js';
import { statementsThatStand, type CaseState } from '../state.js';

type Refusal = 'no-such-case' | Unfit | 'already-returned' | 'dates-contradict';

/**
 * Records that the person came back alive, from captivity or after an escape. Where nothing is known of a captivity, as of
 * somebody reported missing, the return itself says that there was one. A repatriation of remains that stands does not
 * block it: a wrong identification is withdrawn afterwards, and until then the file shows the contradiction.
 */
export function recordReturn(
  state: CaseState,
  ask: Returned['data'],
  today: CivilDay,
): Decision<Returned, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const statement: Returned = { type: 'Returned', data: ask };
  if (isSaid(state, statement)) return accept();
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  const stand = statementsThatStand(state);
  if (captivityPhase(stand) === 'released') return refuse('already-returned');
  return datesContradict(stand, statementsWith(state, statement))
    ? refuse('dates-contradict')
    : accept(statement);
}
