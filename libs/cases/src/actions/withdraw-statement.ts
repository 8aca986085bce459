import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { StatementWithdrawn } from '#libs/kernel/src/statements/statement-withdrawn.event.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import { saidAt, withdrawnFrom, type CaseState } from '../state.js';

type Refusal = 'no-such-case' | Unfit | 'no-such-statement' | 'already-withdrawn';

/**
 * Withdraws a statement, a correction or a withdrawal; what stood before it stands again. What a reaction was refused is withdrawn when
 * somebody has dealt with it.
 */
export function withdrawStatement(
  state: CaseState,
  ask: StatementWithdrawn['data'],
  today: CivilDay,
): Decision<StatementWithdrawn, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const withdrawal: StatementWithdrawn = { type: 'StatementWithdrawn', data: ask };
  const target = saidAt(state, ask.revision);
  if (target === null) return refuse('no-such-statement');
  const by = withdrawnFrom(state).get(ask.revision);
  if (by !== undefined) {
    return isDeepStrictEqual(saidAt(state, by), withdrawal) ? accept() : refuse('already-withdrawn');
  }
  const reason = unfit(ask, today);
  return reason === null ? accept(withdrawal) : refuse(reason);
}
