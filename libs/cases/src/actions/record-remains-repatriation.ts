import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Unfit } from '#libs/kernel/src/statements/unfit.js';
import { captivityPhase } from '../axes/captivity-phase.js';
import { caseFile } from '../case-file.js';
import type { RemainsRepatriated } from '../events/remains-repatriated.event.js';
import { isSaid, undecided, unfitNow } from '../rules.js';
import { statementsThatStand, type CaseState } from '../state.js';

type Refusal =
  | 'no-such-case'
  | Unfit
  | 'case-closed'
  | 'identification-not-decided'
  | 'remains-repatriated'
  | 'returned-alive';

/**
 * Records that the person's remains came home. The expert concludes on DNA, the investigator decides whose the
 * remains are; so the basis holds a document, the decision (law 2505-VIII and DOMAIN, rule 1).
 */
export function recordRemainsRepatriation(
  state: CaseState,
  ask: RemainsRepatriated['data'],
  today: CivilDay,
): Decision<RemainsRepatriated, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const statement: RemainsRepatriated = { type: 'RemainsRepatriated', data: ask };
  if (isSaid(state, statement)) return accept();
  const reason = unfitNow(state, ask, today) ?? undecided(ask);
  if (reason !== null) return refuse(reason);
  const stand = statementsThatStand(state);
  switch (caseFile(stand).remains.value) {
    case 'repatriated':
      return refuse('remains-repatriated');
    case 'none-known':
      return captivityPhase(stand) === 'released' ? refuse('returned-alive') : accept(statement);
  }
}
