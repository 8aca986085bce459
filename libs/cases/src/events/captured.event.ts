import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, text } from '#libs/kernel/src/stored/fields.js';

/** The person fell into the power of the enemy (GC III art. 4). Alleged until somebody confirms it. */
export const captured = defineEvent('Captured', {
  occurredAt: date(),
  place: optional(personal(text())),
  basis: basis(),
});

export type Captured = EventOf<typeof captured>;
