import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Unfit } from '#libs/kernel/src/statements/unfit.js';
import { captivityPhase } from '../axes/captivity.axis.js';
import { datesContradict } from '../axes/dates-contradict.js';
import type { CaptivityConfirmed } from '../events/captivity-confirmed.event.js';
import { isSaid, statementsWith, unfitNow } from '../rules.js';
import { statementsThatStand, type CaseState } from '../state.js';

type Refusal =
  'no-such-case' | Unfit | 'case-closed' | 'already-returned' | 'has-escaped' | 'dates-contradict';

/** Records that the ICRC, or somebody unofficially, confirmed that the person is held. The search goes on. */
export function confirmCaptivity(
  state: CaseState,
  ask: CaptivityConfirmed['data'],
  today: CivilDay,
): Decision<CaptivityConfirmed, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const statement: CaptivityConfirmed = { type: 'CaptivityConfirmed', data: ask };
  if (isSaid(state, statement)) return accept();
  const reason = unfitNow(state, ask, today);
  if (reason !== null) return refuse(reason);
  switch (captivityPhase(statementsThatStand(state))) {
    case 'released':
      return refuse('already-returned');
    case 'escaped':
      return refuse('has-escaped');
    case 'none-known':
    case 'alleged':
    case 'unofficially-confirmed':
    case 'confirmed-by-icrc':
      return datesContradict(statementsWith(state, statement))
        ? refuse('dates-contradict')
        : accept(statement);
  }
}
