import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { HealthAssessed } from '../events/health-assessed.event.js';
import { isSaid } from '../rules.js';
import type { CaseState } from '../state.js';

type Refusal = 'no-such-case' | Unfit;

/** Records a dated finding on the person's health (GC III art. 109, 110 and 122). */
export function assessHealth(
  state: CaseState,
  ask: HealthAssessed['data'],
  today: CivilDay,
): Decision<HealthAssessed, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const statement: HealthAssessed = { type: 'HealthAssessed', data: ask };
  if (isSaid(state, statement)) return accept();
  const reason = unfit(ask, today);
  return reason === null ? accept(statement) : refuse(reason);
}
