import { CATEGORIES } from '#libs/kernel/src/category.js';
import type { AgreementId, ExchangeId } from '#libs/kernel/src/ids.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, id, optional, word } from '#libs/kernel/src/stored/fields.js';

export const LISTINGS = ['proposed', 'disputed', 'agreed', 'in-a-stage', 'removed'] as const;

/** Where the person stands on our list under one agreement and category; `exchange` only once in a stage. */
export const negotiated = defineEvent('Negotiated', {
  occurredAt: date(),
  agreement: id<AgreementId>('agreement'),
  category: word(CATEGORIES),
  listing: word(LISTINGS),
  exchange: optional(id<ExchangeId>('exchange')),
  basis: basis(),
});

export type Negotiated = EventOf<typeof negotiated>;
