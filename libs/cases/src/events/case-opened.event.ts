import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, word } from '#libs/kernel/src/stored/fields.js';

export const SUBJECT_OF_CASE = ['prisoner-of-war', 'missing', 'fallen'] as const;

/** A file on one person was opened. Its stream is the only one that speaks of the person. */
export const caseOpened = defineEvent('CaseOpened', {
  occurredAt: date(),
  openedFor: word(SUBJECT_OF_CASE),
  basis: basis(),
});

export type CaseOpened = EventOf<typeof caseOpened>;
