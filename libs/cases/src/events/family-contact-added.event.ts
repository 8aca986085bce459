import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, flag, optional, personal, stream, text } from '#libs/kernel/src/stored/fields.js';

const ofContact = { subjectIn: 'contact' } as const;

/**
 * Somebody of the family who can be reached. `contact` names them (`contact-<uuid>`, the same in every case that knows
 * them), and what is said of them is stored under their own key, so that it can be erased apart from the prisoner's.
 * `toInform`: the person to be informed (GC III art. 122). A later statement on the same contact replaces this one.
 */
export const familyContactAdded = defineEvent('FamilyContactAdded', {
  occurredAt: date(),
  contact: stream(),
  toInform: flag(),
  name: personal(text(), ofContact),
  relationship: personal(text(), ofContact),
  address: optional(personal(text(), ofContact)),
  phone: optional(personal(text(), ofContact)),
  basis: basis(),
});

export type FamilyContactAdded = EventOf<typeof familyContactAdded>;
