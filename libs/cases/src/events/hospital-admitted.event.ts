import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, text } from '#libs/kernel/src/stored/fields.js';

/** The prisoner was admitted to a hospital (GC III art. 70, 122). What was found there is a HealthAssessed. */
export const hospitalAdmitted = defineEvent('HospitalAdmitted', {
  occurredAt: date(),
  place: optional(personal(text())),
  reason: optional(personal(text())),
  basis: basis(),
});

export type HospitalAdmitted = EventOf<typeof hospitalAdmitted>;
