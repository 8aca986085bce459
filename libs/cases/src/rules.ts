import { isDeepStrictEqual } from 'node:util';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { standing, type Entry } from '#libs/kernel/src/statements/standing.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import { foldAxis } from '#libs/kernel/src/two-times/fold-axis.js';
import { statementsOn } from './axes/axes-of.js';
import { caseworkAxis } from './axes/casework.axis.js';
import { inOrder } from './axes/in-order.js';
import type { CaseStatement } from './case-events.js';
import type { Negotiated } from './events/negotiated.event.js';
import type { RemainsRepatriated } from './events/remains-repatriated.event.js';
import { statementsThatStand, type CaseState } from './state.js';

/** An exchange is named for someone listed in a stage, and for nobody else. */
export function unfitListing({
  listing,
  exchange,
}: Negotiated['data']): 'exchange-missing' | 'exchange-not-yet' | null {
  if (listing === 'in-a-stage') return exchange === null ? 'exchange-missing' : null;
  return exchange === null ? null : 'exchange-not-yet';
}

/** The expert concludes on DNA, the investigator decides whose the remains are: the basis holds a document. */
export function undecided({ basis }: RemainsRepatriated['data']): 'identification-not-decided' | null {
  return basis.some(({ kind }) => kind === 'document') ? null : 'identification-not-decided';
}

/** A closed file takes withdrawals, corrections, its reopening and a return; nothing else (see closeCase). */
export function isClosed(state: CaseState): boolean {
  const told = statementsOn('casework', statementsThatStand(state));
  return foldAxis(caseworkAxis, told).value.phase === 'closed';
}

/** Why a new statement cannot be recorded now, whatever it says. */
export function unfitNow(
  state: CaseState,
  said: CaseStatement['data'],
  today: CivilDay,
): Unfit | 'case-closed' | null {
  return unfit(said, today) ?? (isClosed(state) ? 'case-closed' : null);
}

export type UnfitStatement =
  Unfit | NonNullable<ReturnType<typeof unfitListing>> | NonNullable<ReturnType<typeof undecided>>;

/** What a statement is held to by itself, whether it is new or the correction of another. */
export function unfitStatement(statement: CaseStatement, today: CivilDay): UnfitStatement | null {
  const reason = unfit(statement.data, today);
  if (reason !== null) return reason;
  switch (statement.type) {
    case 'Negotiated':
      return unfitListing(statement.data);
    case 'RemainsRepatriated':
      return undecided(statement.data);
    case 'IdentityRecorded':
    case 'Captured':
    case 'CaptivityConfirmed':
    case 'HealthAssessed':
    case 'Returned':
    case 'ReportedMissing':
    case 'Transferred':
    case 'HospitalAdmitted':
    case 'Escaped':
    case 'DeathReported':
    case 'MessageReceived':
    case 'NoteAdded':
    case 'FamilyContactAdded':
    case 'CaseClosed':
    case 'CaseReopened':
      return null;
  }
}

/** True when the very same statement stands already: asking again yields nothing. */
export function isSaid(state: CaseState, statement: CaseStatement): boolean {
  return statementsThatStand(state).some(({ event }) => isDeepStrictEqual(event, statement));
}

/** The statements that would stand if this one were added, in the order in which they can have happened. */
export function statementsWith(state: CaseState, statement: CaseStatement): Entry<CaseStatement>[] {
  const next = { revision: Number.MAX_SAFE_INTEGER, event: statement };
  return inOrder([...standing<CaseStatement>(state.said), next]);
}
