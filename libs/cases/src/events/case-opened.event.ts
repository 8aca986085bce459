import { defineEvent, evolve, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, word } from '#libs/kernel/src/stored/fields.js';
import { assignment } from '../assignment.js';

export const SUBJECT_OF_CASE = ['prisoner-of-war', 'missing', 'fallen'] as const;

const version1 = defineEvent('CaseOpened', {
  occurredAt: date(),
  openedFor: word(SUBJECT_OF_CASE),
  basis: basis(),
});

/**
 * A file on one person was opened. Its stream is the only one that speaks of the person. `assignment` is the first; a
 * case without one is open to nobody until a supervisor assigns it.
 */
export const caseOpened = evolve(
  version1,
  {
    occurredAt: date(),
    openedFor: word(SUBJECT_OF_CASE),
    assignment: optional(assignment()),
    basis: basis(),
  },
  (old) => ({ ...old, assignment: null }),
);

export type CaseOpened = EventOf<typeof caseOpened>;
