import type { AgreementId } from '#libs/kernel/src/ids.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, count, date, id, list, optional } from '#libs/kernel/src/stored/fields.js';

/**
 * An exchange was planned for a day, under one agreement, several, or none; `ordinal` is its number among
 * the stages of an agreement, as the fourth stage on 14 June 2025.
 */
export const exchangePlanned = defineEvent('ExchangePlanned', {
  occurredAt: date(),
  plannedFor: date(),
  agreements: list(id<AgreementId>('agreement')),
  ordinal: optional(count()),
  basis: basis(),
});

export type ExchangePlanned = EventOf<typeof exchangePlanned>;
