import { defineEvent, type EventOf } from '../stored/event-definition.js';
import { basis, count, date, optional, personal, text, word } from '../stored/fields.js';

export const WITHDRAWAL_REASONS = [
  'mistaken-identity',
  'source-lost-standing',
  'method-lost-standing',
  'entered-in-error',
  'refuted',
] as const;

/** A statement no longer stands. What stood before it stands again; the history keeps both. */
export const statementWithdrawn = defineEvent('StatementWithdrawn', {
  revision: count(),
  occurredAt: date(),
  reason: word(WITHDRAWAL_REASONS),
  note: optional(personal(text())),
  basis: basis(),
});

export type StatementWithdrawn = EventOf<typeof statementWithdrawn>;
