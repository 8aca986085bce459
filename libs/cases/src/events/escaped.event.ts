import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, text } from '#libs/kernel/src/stored/fields.js';

/** The prisoner escaped (GC III art. 91 to 94, 122). It ends the captivity, and not the search. */
export const escaped = defineEvent('Escaped', {
  occurredAt: date(),
  place: optional(personal(text())),
  basis: basis(),
});

export type Escaped = EventOf<typeof escaped>;
