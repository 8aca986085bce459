import { CATEGORIES } from '#libs/kernel/src/category.js';
import type { AgreementId, ExchangeId } from '#libs/kernel/src/ids.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, id, optional, personal, text, word } from '#libs/kernel/src/stored/fields.js';

/**
 * The person came back to controlled or treaty territory, alive. Agreement and category belong to this
 * person's release, never to the day: one exchange may mix them (DOMAIN, rule 4).
 */
export const returned = defineEvent('Returned', {
  occurredAt: date(),
  exchange: optional(id<ExchangeId>('exchange')),
  agreement: optional(id<AgreementId>('agreement')),
  category: optional(word(CATEGORIES)),
  place: optional(personal(text())),
  basis: basis(),
});

export type Returned = EventOf<typeof returned>;
