import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { StatementCorrected } from '#libs/kernel/src/statements/statement-corrected.event.js';
import { standing } from '#libs/kernel/src/statements/standing.js';
import { unfit } from '#libs/kernel/src/statements/unfit.js';
import { datesContradict } from '../axes/dates-contradict.js';
import { inOrder } from '../axes/in-order.js';
import type { CaseStatement } from '../case-events.js';
import { unfitStatement, type UnfitStatement } from '../rules.js';
import { statementsThatStand, type CaseState } from '../state.js';

type Correction = StatementCorrected<CaseStatement>;
type Refusal = 'no-such-case' | UnfitStatement | 'no-such-statement' | 'other-type' | 'dates-contradict';

/** Corrects a statement that stands: from now on it reads `to`. The history keeps what it read before. */
export function correctStatement(
  state: CaseState,
  ask: Correction['data'],
  today: CivilDay,
): Decision<Correction, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const stand = statementsThatStand(state);
  const target = stand.find(({ revision }) => revision === ask.revision);
  if (target === undefined) return refuse('no-such-statement');
  if (target.event.type !== ask.to.type) return refuse('other-type');
  if (isDeepStrictEqual(target.event, ask.to)) return accept();
  const reason = unfit(ask, today) ?? unfitStatement(ask.to, today);
  if (reason !== null) return refuse(reason);
  const corrected = standing<CaseStatement>(state.said).map((entry) =>
    entry.revision === ask.revision ? { ...entry, event: ask.to } : entry,
  );
  if (datesContradict(stand, inOrder(corrected))) return refuse('dates-contradict');
  return accept({ type: 'StatementCorrected', data: ask });
}
