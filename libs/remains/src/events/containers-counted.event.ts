import { SPEAKERS } from '#libs/kernel/src/speaker.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, count, date, word } from '#libs/kernel/src/stored/fields.js';
import { BOUNDS } from './containers-received.event.js';

/**
 * A count was stated later, by another speaker or anew by the same one. It stands beside the others and replaces
 * none: 1,245 and 1,248 bodies on 16 June 2025.
 */
export const containersCounted = defineEvent('ContainersCounted', {
  occurredAt: date(),
  speaker: word(SPEAKERS),
  count: count(),
  bound: word(BOUNDS),
  basis: basis(),
});

export type ContainersCounted = EventOf<typeof containersCounted>;
