import type { StaffId } from '#libs/kernel/src/ids.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, id, list } from '#libs/kernel/src/stored/fields.js';

/**
 * Figures and lists of the exchange are only for those who need to know, until it is complete (DOMAIN, rule 8).
 * A later one replaces the list, so it widens or narrows who is told.
 */
export const embargoPlaced = defineEvent('EmbargoPlaced', {
  occurredAt: date(),
  needToKnow: list(id<StaffId>()),
  basis: basis(),
});

export type EmbargoPlaced = EventOf<typeof embargoPlaced>;
