import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, text, word } from '#libs/kernel/src/stored/fields.js';

/** The Admiralty scale: how reliable the source is. F: that cannot be judged, which is not the worst grade. */
export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
/** The Admiralty scale, judged apart: how credible what it says is. 6: its truth cannot be judged. */
export const CREDIBILITIES = ['1', '2', '3', '4', '5', '6'] as const;

/**
 * Somebody reported that the person died on that day. A report is a claim: it decides nothing. It ends no search, no
 * captivity and no listing, and blocks nothing; two people decide a death (DOMAIN, rule 7).
 */
export const deathReported = defineEvent('DeathReported', {
  occurredAt: date(),
  reliability: word(RELIABILITIES),
  credibility: word(CREDIBILITIES),
  place: optional(personal(text())),
  cause: optional(personal(text())),
  note: optional(personal(text())),
  basis: basis(),
});

export type DeathReported = EventOf<typeof deathReported>;
