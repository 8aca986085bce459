import type { Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Escaped } from '../events/escaped.event.js';
import { recordWhileHeld, type RefusedWhileHeld } from '../record-while-held.js';
import type { CaseState } from '../state.js';

/**
 * Records an escape. It ends the episode of captivity: who is caught again is captured anew (GC III art. 91 counts an
 * escape as such only until recapture). The search goes on until the person has returned.
 */
export function recordEscape(
  state: CaseState,
  ask: Escaped['data'],
  today: CivilDay,
): Decision<Escaped, RefusedWhileHeld> {
  return recordWhileHeld<Escaped>(state, { type: 'Escaped', data: ask }, today);
}
