import { isDeepStrictEqual } from 'node:util';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { mayBeBy } from '#libs/kernel/src/edtf/span.js';
import type { CaseStatement } from './case-events.js';
import type { CaseRefusal } from './refusals.js';
import { statementsThatStand, type CaseState } from './state.js';

/** What every statement is held to, whatever it says. */
export function unfit(
  said: { readonly occurredAt: Edtf; readonly basis: Basis },
  today: CivilDay,
): Extract<CaseRefusal, 'empty-basis' | 'in-the-future'> | null {
  if (said.basis.length === 0) return 'empty-basis';
  return mayBeBy(said.occurredAt, today) ? null : 'in-the-future';
}

/** True when the very same statement stands already: asking again yields nothing. */
export function isSaid(state: CaseState, statement: CaseStatement): boolean {
  return statementsThatStand(state).some(({ event }) => isDeepStrictEqual(event, statement));
}

/** The statements that would stand if this one were added. */
export function statementsWith(state: CaseState, statement: CaseStatement) {
  return [...statementsThatStand(state), { revision: Number.MAX_SAFE_INTEGER, event: statement }];
}
