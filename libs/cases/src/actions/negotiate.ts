import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Unfit } from '#libs/kernel/src/statements/unfit.js';
import { captivityPhase } from '../axes/captivity-phase.js';
import { isOnList } from '../axes/listing.axis.js';
import { caseFile } from '../case-file.js';
import type { Negotiated } from '../events/negotiated.event.js';
import { isSaid, unfitListing, unfitNow } from '../rules.js';
import { statementsThatStand, type CaseState } from '../state.js';

type Refusal =
  | 'no-such-case'
  | Unfit
  | 'case-closed'
  | 'exchange-missing'
  | 'exchange-not-yet'
  | 'not-listed'
  | 'not-in-captivity'
  | 'already-returned'
  | 'has-escaped'
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
  const reason = unfitNow(state, ask, today) ?? unfitListing(ask);
  if (reason !== null) return refuse(reason);
  const stand = statementsThatStand(state);
  const { remains, listings } = caseFile(stand);
  if (remains.value === 'repatriated') return refuse('remains-repatriated');
  const listed = listings.some(
    ({ agreement, listing }) => agreement === ask.agreement && isOnList(listing.value),
  );
  switch (captivityPhase(stand)) {
    case 'none-known':
      return refuse('not-in-captivity');
    case 'released':
      return refuse('already-returned');
    case 'escaped':
      return refuse('has-escaped');
    case 'alleged':
    case 'unofficially-confirmed':
    case 'confirmed-by-icrc':
      return ask.listing === 'removed' && !listed ? refuse('not-listed') : accept(statement);
  }
}
