import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, text, word } from '#libs/kernel/src/stored/fields.js';

export const REOPENING_REASONS = ['new-information', 'conclusion-under-review'] as const;

/** Work on a closed file began again. A closing that was an error is withdrawn instead. */
export const caseReopened = defineEvent('CaseReopened', {
  occurredAt: date(),
  reason: word(REOPENING_REASONS),
  note: optional(personal(text())),
  basis: basis(),
});

export type CaseReopened = EventOf<typeof caseReopened>;
