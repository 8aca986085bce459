import type { Known } from '#libs/projections/src/projection.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';

/** Narrows an event to those of one kind of stream; throws for one that has no place there. */
export function eventAmong<Event extends HomewardEvent>(
  definitions: readonly { readonly type: Event['type'] }[],
): (known: Pick<Known, 'event'>) => Event {
  const types: ReadonlySet<string> = new Set(definitions.map(({ type }) => type));
  return ({ event }) => {
    if (!types.has(event.type)) throw new Error(`${event.type} stands in a stream of another kind`);
    return event as Event;
  };
}
