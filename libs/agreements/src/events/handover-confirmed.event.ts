import { CATEGORIES } from '#libs/kernel/src/category.js';
import type { AgreementId, CaseId, HandoverId } from '#libs/kernel/src/ids.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, count, date, id, list, optional, record, word } from '#libs/kernel/src/stored/fields.js';

/**
 * The people on this part of a handover's manifest were handed over. Agreement and category are of each person,
 * never of the day (DOMAIN, rule 4); no agreement, for one who came outside of any.
 */
export const handoverConfirmed = defineEvent('HandoverConfirmed', {
  occurredAt: date(),
  handover: id<HandoverId>(),
  part: count(),
  manifest: list(
    record({
      case: id<CaseId>('case'),
      agreement: optional(id<AgreementId>('agreement')),
      category: optional(word(CATEGORIES)),
    }),
  ),
  basis: basis(),
});

export type HandoverConfirmed = EventOf<typeof handoverConfirmed>;
