import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, text, word } from '#libs/kernel/src/stored/fields.js';

export const HEALTH_FINDINGS = [
  'seriously-ill',
  'severely-wounded',
  'ill-or-wounded',
  'stable',
  'not-known',
] as const;

/** The grounds of GC III art. 110, first paragraph, on which the seriously ill and wounded are repatriated. */
export const REPATRIATION_GROUNDS = [
  'incurable',
  'not-recovering-within-a-year',
  'gravely-and-permanently-diminished',
] as const;

/** A dated finding on the person's health (GC III art. 109, 110, 122). */
export const healthAssessed = defineEvent('HealthAssessed', {
  occurredAt: date(),
  finding: personal(word(HEALTH_FINDINGS)),
  ground: optional(personal(word(REPATRIATION_GROUNDS))),
  note: optional(personal(text())),
  basis: basis(),
});

export type HealthAssessed = EventOf<typeof healthAssessed>;
