import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, text, word } from '#libs/kernel/src/stored/fields.js';

/** Who may report somebody missing: law 2505-VIII, art. 18. */
export const REPORTERS = ['relative', 'military-unit', 'authority', 'organisation', 'other'] as const;
export const MARITAL_STATUSES = ['single', 'married', 'divorced', 'widowed'] as const;
export const COURT_DECISIONS = ['none', 'declared-absent', 'declared-dead'] as const;

/**
 * Somebody reported the person missing (law 2505-VIII): counted as missing from this day until the search ends. Name
 * and birth stand in the identity. A court's declaration of death without remains ends no search (DOMAIN, rule 1).
 */
export const reportedMissing = defineEvent('ReportedMissing', {
  occurredAt: date(),
  by: word(REPORTERS),
  lastSeen: optional(personal<Edtf>(date())),
  place: optional(personal(text())),
  circumstances: optional(personal(text())),
  distinguishingMarks: optional(personal(text())),
  maritalStatus: optional(personal(word(MARITAL_STATUSES))),
  residence: optional(personal(text())),
  courtDecision: optional(personal(word(COURT_DECISIONS))),
  note: optional(personal(text())),
  basis: basis(),
});

export type ReportedMissing = EventOf<typeof reportedMissing>;
