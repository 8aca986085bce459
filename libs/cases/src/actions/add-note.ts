import type { Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { NoteAdded } from '../events/note-added.event.js';
import { recordStatement, type RefusedStatement } from '../record-statement.js';
import type { CaseState } from '../state.js';

/** Records a note of a caseworker. */
export function addNote(
  state: CaseState,
  ask: NoteAdded['data'],
  today: CivilDay,
): Decision<NoteAdded, RefusedStatement> {
  return recordStatement<NoteAdded>(state, { type: 'NoteAdded', data: ask }, today);
}
