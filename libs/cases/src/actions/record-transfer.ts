import type { Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Transferred } from '../events/transferred.event.js';
import { recordWhileHeld, type RefusedWhileHeld } from '../record-while-held.js';
import type { CaseState } from '../state.js';

/** Records that a prisoner was moved to another place of detention. Whoever confirmed the captivity, it stays so. */
export function recordTransfer(
  state: CaseState,
  ask: Transferred['data'],
  today: CivilDay,
): Decision<Transferred, RefusedWhileHeld> {
  return recordWhileHeld<Transferred>(state, { type: 'Transferred', data: ask }, today);
}
