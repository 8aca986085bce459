import type { Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { FamilyContactAdded } from '../events/family-contact-added.event.js';
import { recordStatement, type RefusedStatement } from '../record-statement.js';
import type { CaseState } from '../state.js';

/** Records how somebody of the family is reached; a later record of the same contact replaces it. */
export function addFamilyContact(
  state: CaseState,
  ask: FamilyContactAdded['data'],
  today: CivilDay,
): Decision<FamilyContactAdded, RefusedStatement> {
  return recordStatement<FamilyContactAdded>(state, { type: 'FamilyContactAdded', data: ask }, today);
}
