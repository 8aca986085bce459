import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, text, word } from '#libs/kernel/src/stored/fields.js';

export const CONFIRMERS = ['icrc', 'unofficial'] as const;

/** Somebody confirmed that the person is held. It says nothing of an end of the search (DOMAIN, rule 1). */
export const captivityConfirmed = defineEvent('CaptivityConfirmed', {
  occurredAt: date(),
  by: word(CONFIRMERS),
  place: optional(personal(text())),
  basis: basis(),
});

export type CaptivityConfirmed = EventOf<typeof captivityConfirmed>;
