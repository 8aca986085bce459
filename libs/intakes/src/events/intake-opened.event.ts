import type { StaffId } from '#libs/kernel/src/ids.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, id, word } from '#libs/kernel/src/stored/fields.js';

/** What a list is that is taken in. */
export const LISTS = [
  'list-of-the-other-side',
  'list-of-the-icrc',
  'roll-of-a-unit',
  'own-register',
] as const;

/** Somebody began to take a list in. The basis names the document: the list itself. */
export const intakeOpened = defineEvent('IntakeOpened', {
  occurredAt: date(),
  list: word(LISTS),
  openedBy: id<StaffId>(),
  basis: basis(),
});

export type IntakeOpened = EventOf<typeof intakeOpened>;
