import type { EventStore, StoredEvent } from '#libs/event-store/src/event-store.js';
import { knownFrom } from '#libs/kernel/src/two-times/known-at.js';

export interface Walked {
  readonly stored: StoredEvent;
  /** From when the event counts as known: the running maximum of the store's clock up to it. */
  readonly knownFrom: Date;
}

/**
 * The log from its start in order, up to the last position known at `until` (to its end if null). It needs no read
 * model: what it yields can be held against them.
 */
export async function* walkLog(store: EventStore, until: Date | null): AsyncGenerator<Walked> {
  let known: Date | undefined;
  for await (const stored of store.readAll(null)) {
    known = knownFrom(known, stored.created);
    if (until !== null && known > until) return;
    yield { stored, knownFrom: known };
  }
}
