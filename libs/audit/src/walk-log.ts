import type { EventStore, StoredEvent } from '#libs/event-store/src/event-store.js';
import { knownFrom } from '#libs/kernel/src/two-times/known-at.js';

export interface Walked {
  readonly stored: StoredEvent;
  /** From when the event counts as known: the running maximum of the store's clock up to it. */
  readonly knownFrom: Date;
}

/**
 * The log in order, up to the last position known at `until` (to its end if null), from its start or after a place at which the running
 * maximum is known. It needs no read model: what it yields can be held against them.
 */
export async function* walkLog(
  store: EventStore,
  until: Date | null,
  after: { readonly position: bigint; readonly knownFrom: Date } | null = null,
): AsyncGenerator<Walked> {
  let known: Date | undefined = after?.knownFrom;
  for await (const stored of store.readAll(after?.position ?? null)) {
    known = knownFrom(known, stored.created);
    if (until !== null && known > until) return;
    yield { stored, knownFrom: known };
  }
}
