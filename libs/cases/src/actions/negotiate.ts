import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { caseFile } from '../case-file.js';
import type { Negotiated } from '../events/negotiated.event.js';
import { isSaid, unfit } from '../rules.js';
import { statementsThatStand, type CaseState } from '../state.js';

type Refusal =
  | 'no-such-case'
  | 'empty-basis'
  | 'in-the-future'
  | 'exchange-missing'
  | 'exchange-not-yet'
  | 'not-listed'
  | 'not-in-captivity'
  | 'already-returned'
  | 'remains-repatriated';

/** Records where the person stands on our list under one agreement and category. */
export function negotiate(
  state: CaseState,
  ask: Negotiated['data'],
  today: CivilDay,
): Decision<Negotiated, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const statement: Negotiated = { type: 'Negotiated', data: ask };
  if (isSaid(state, statement)) return accept();
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  if (ask.listing === 'in-a-stage' && ask.exchange === null) return refuse('exchange-missing');
  if (ask.listing !== 'in-a-stage' && ask.exchange !== null) return refuse('exchange-not-yet');
  const { captivity, remains, listings } = caseFile(statementsThatStand(state));
  if (remains.value === 'repatriated') return refuse('remains-repatriated');
  const listed = listings.some(({ agreement }) => agreement === ask.agreement);
  switch (captivity.value.phase) {
    case 'none-known':
      return refuse('not-in-captivity');
    case 'released':
      return refuse('already-returned');
    case 'alleged':
    case 'unofficially-confirmed':
    case 'confirmed-by-icrc':
      return ask.listing === 'removed' && !listed ? refuse('not-listed') : accept(statement);
  }
}
