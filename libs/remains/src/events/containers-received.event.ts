import type { AgreementId } from '#libs/kernel/src/ids.js';
import { SPEAKERS } from '#libs/kernel/src/speaker.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, count, date, id, list, optional, record, word } from '#libs/kernel/src/stored/fields.js';

export const DIRECTIONS = ['to-ukraine', 'from-ukraine'] as const;

/** How a stated figure is to be read; `cumulative` is a total that includes what was received before. */
export const BOUNDS = ['exact', 'more-than', 'about', 'cumulative'] as const;

/**
 * Containers with remains changed hands. Each count stands by its speaker; a container is not a person
 * (DOMAIN, rule 3), and whose remains it holds is a claim that does not stand here.
 */
export const containersReceived = defineEvent('ContainersReceived', {
  occurredAt: date(),
  direction: word(DIRECTIONS),
  agreement: optional(id<AgreementId>('agreement')),
  counts: list(record({ speaker: word(SPEAKERS), count: count(), bound: word(BOUNDS), basis: basis() })),
  basis: basis(),
});

export type ContainersReceived = EventOf<typeof containersReceived>;
