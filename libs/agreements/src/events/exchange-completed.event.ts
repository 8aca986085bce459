import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date } from '#libs/kernel/src/stored/fields.js';

/** The whole exchange is complete. This, and no date, lifts its embargo (DOMAIN, rule 8). */
export const exchangeCompleted = defineEvent('ExchangeCompleted', {
  occurredAt: date(),
  basis: basis(),
});

export type ExchangeCompleted = EventOf<typeof exchangeCompleted>;
