import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, text, word } from '#libs/kernel/src/stored/fields.js';

export const CLOSING_REASONS = ['search-ended', 'duplicate', 'opened-in-error'] as const;

/** Work on the file ended. It says nothing of the person: a closed file ends no search (DOMAIN, rule 1). */
export const caseClosed = defineEvent('CaseClosed', {
  occurredAt: date(),
  reason: word(CLOSING_REASONS),
  note: optional(personal(text())),
  basis: basis(),
});

export type CaseClosed = EventOf<typeof caseClosed>;
