import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, word } from '#libs/kernel/src/stored/fields.js';

export const CLOSURES = ['taken-in', 'given-up'] as const;

/** The list is taken in, or nobody goes on with it: no more lines are taken. */
export const intakeClosed = defineEvent('IntakeClosed', {
  occurredAt: date(),
  closure: word(CLOSURES),
  basis: basis(),
});

export type IntakeClosed = EventOf<typeof intakeClosed>;
