import type { Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { MessageReceived } from '../events/message-received.event.js';
import { recordStatement, type RefusedStatement } from '../record-statement.js';
import type { CaseState } from '../state.js';

/** Records that a letter, a capture card or another message of the person arrived (GC III art. 70, 71). */
export function recordMessage(
  state: CaseState,
  ask: MessageReceived['data'],
  today: CivilDay,
): Decision<MessageReceived, RefusedStatement> {
  return recordStatement<MessageReceived>(state, { type: 'MessageReceived', data: ask }, today);
}
