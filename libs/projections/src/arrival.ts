import type { StoredEvent } from '#libs/event-store/src/event-store.js';
import { knownFrom } from '#libs/kernel/src/two-times/known-at.js';
import { NewerThanSoftware } from '#libs/stored-events/src/errors.js';
import type { HomewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { PoisonEvent } from './poison.js';
import type { Known, Projection } from './projection.js';

/**
 * An event of the log, decoded once for all projections; `unreadable` stops those that need it. `knownFrom` is the running maximum of the
 * store's clock up to it.
 */
export type Arrival = { readonly stored: StoredEvent; readonly knownFrom: Date } & (
  { readonly kind: 'event'; readonly known: Known } | { readonly kind: 'unreadable'; readonly error: unknown }
);

/** In their order; `before`: from when on the event in front of the first is known, null at the start of the log. */
export async function opened(
  stored: readonly StoredEvent[],
  codec: Pick<HomewardCodec, 'decodeAll'>,
  before: Date | null,
): Promise<Arrival[]> {
  const decoded = await codec.decodeAll(stored);
  let last = before ?? undefined;
  return stored.map((event, index): Arrival => {
    const from = (last = knownFrom(last, event.created));
    const each = decoded[index];
    if (each?.kind === 'event')
      return { kind: 'event', stored: event, knownFrom: from, known: { ...each.recorded, knownFrom: from } };
    return { kind: 'unreadable', stored: event, knownFrom: from, error: each?.error };
  });
}

const kindOf = (stream: string): string => {
  const hyphen = stream.indexOf('-');
  return hyphen < 0 ? stream : stream.slice(0, hyphen);
};

/**
 * What a projection takes of it: the event, nothing (it is of a kind of stream that it does not read), or nothing because an
 * operator had it skipped. Throws PoisonEvent. What is newer than the software might concern anyone, and cannot be skipped.
 */
export function takenBy(
  { streams }: Projection,
  skips: ReadonlySet<string>,
  arrival: Arrival,
): Known | 'nothing' | 'skipped' {
  const isNewer = arrival.kind === 'unreadable' && arrival.error instanceof NewerThanSoftware;
  if (!isNewer) {
    if (!streams.includes(kindOf(arrival.stored.stream))) return 'nothing';
    if (skips.has(arrival.stored.id)) return 'skipped';
  }
  if (arrival.kind === 'unreadable') throw new PoisonEvent('unreadable', { cause: arrival.error });
  return arrival.known;
}
