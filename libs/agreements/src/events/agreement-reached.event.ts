import { CATEGORIES } from '#libs/kernel/src/category.js';
import { SPEAKERS } from '#libs/kernel/src/speaker.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import {
  basis,
  count,
  date,
  list,
  optional,
  publicText,
  record,
  word,
} from '#libs/kernel/src/stored/fields.js';

export const EXCHANGE_FORMS = ['all-for-all', 'number-for-number'] as const;
export const REPATRIATION_FORMS = ['number-for-number', 'one-sided'] as const;

/**
 * Two delegations agreed. Its terms are claims, each by a speaker: one side says 6,000 bodies for 6,000, the
 * other a handover by one side alone; "18 to 25" and "under 25" select other people. All are kept as worded.
 */
export const agreementReached = defineEvent('AgreementReached', {
  occurredAt: date(),
  title: publicText('the name under which the agreement was made public'),
  place: publicText('the city in which delegations met'),
  categories: list(
    record({
      category: word(CATEGORIES),
      form: word(EXCHANGE_FORMS),
      each: optional(count()),
      criterion: optional(publicText('the published wording of who belongs to the category')),
      speaker: word(SPEAKERS),
    }),
  ),
  remains: list(
    record({
      form: word(REPATRIATION_FORMS),
      toUkraine: optional(count()),
      fromUkraine: optional(count()),
      speaker: word(SPEAKERS),
    }),
  ),
  basis: basis(),
});

export type AgreementReached = EventOf<typeof agreementReached>;
