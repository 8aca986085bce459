import type { AgreementId, ReceptionId } from '#libs/kernel/src/ids.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, id, optional } from '#libs/kernel/src/stored/fields.js';

/**
 * The person's remains were repatriated, on an investigator's decision that identifies them. A container is
 * not a person: `reception` is only where the remains came in (DOMAIN, rule 3).
 */
export const remainsRepatriated = defineEvent('RemainsRepatriated', {
  occurredAt: date(),
  reception: optional(id<ReceptionId>('reception')),
  agreement: optional(id<AgreementId>('agreement')),
  basis: basis(),
});

export type RemainsRepatriated = EventOf<typeof remainsRepatriated>;
