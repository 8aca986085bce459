import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, personal, text } from '#libs/kernel/src/stored/fields.js';

/** A caseworker wrote a note into the file. It answers no question: what is a fact has a statement of its own. */
export const noteAdded = defineEvent('NoteAdded', {
  occurredAt: date(),
  note: personal(text()),
  basis: basis(),
});

export type NoteAdded = EventOf<typeof noteAdded>;
