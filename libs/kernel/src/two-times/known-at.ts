/**
 * The instant from which an event is known: the running maximum of `created` in position order, the event
 * included. Clocks step back; positions do not. `before` is the answer for the event in front of it, and may be
 * kept with a checkpoint so that following the log goes on where it stopped.
 */
export function knownFrom(before: Date | undefined, created: Date): Date {
  return before !== undefined && before > created ? before : created;
}

/**
 * What was known at the end of `instant`: every event up to the last position at which the running maximum of
 * `created` is <= `instant`. `events` stand in position order.
 */
export function knownAt<E extends { readonly created: Date }>(events: readonly E[], instant: Date): E[] {
  const firstUnknown = events.findIndex((event) => event.created > instant);
  return firstUnknown === -1 ? [...events] : events.slice(0, firstUnknown);
}
