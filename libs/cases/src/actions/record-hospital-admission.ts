import type { Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { HospitalAdmitted } from '../events/hospital-admitted.event.js';
import { recordWhileHeld, type RefusedWhileHeld } from '../record-while-held.js';
import type { CaseState } from '../state.js';

/** Records that a prisoner was admitted to a hospital; a later transfer tells where the person went from there. */
export function recordHospitalAdmission(
  state: CaseState,
  ask: HospitalAdmitted['data'],
  today: CivilDay,
): Decision<HospitalAdmitted, RefusedWhileHeld> {
  return recordWhileHeld<HospitalAdmitted>(state, { type: 'HospitalAdmitted', data: ask }, today);
}
