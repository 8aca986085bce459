export interface Recorded {
  created: Date;
}

/** Follows the log in position order and keeps the running maximum of `created`. */
export class KnownFrom {
  #latest = -Infinity;

  /** The instant from which the next event of the log is known: the running maximum of `created`, itself included. */
  next(created: Date): Date {
    this.#latest = Math.max(this.#latest, created.getTime());
    return new Date(this.#latest);
  }
}

/** Every event, in position order, up to the last position at which the running maximum of `created` is <= `instant`. */
export function knownAt<E extends Recorded>(events: readonly E[], instant: Date): readonly E[] {
  const firstUnknown = events.findIndex((event) => event.created.getTime() > instant.getTime());
  return firstUnknown === -1 ? events : events.slice(0, firstUnknown);
}
