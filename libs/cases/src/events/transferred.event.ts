import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, text } from '#libs/kernel/src/stored/fields.js';

/** The person was moved from one place of detention to another, or back from hospital (GC III art. 70, 122). */
export const transferred = defineEvent('Transferred', {
  occurredAt: date(),
  from: optional(personal(text())),
  to: optional(personal(text())),
  basis: basis(),
});

export type Transferred = EventOf<typeof transferred>;
