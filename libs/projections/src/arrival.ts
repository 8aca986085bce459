import type { Followed, StoredEvent } from '#libs/event-store/src/event-store.js';
import { NewerThanSoftware } from '#libs/stored-events/src/errors.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import type { HomewardCodec, HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { PoisonEvent } from './poison.js';
import type { Projection } from './projection.js';

/** An event of the log, decoded once for all projections; `unreadable` stops those that need it. */
export type Arrival =
  | { readonly kind: 'event'; readonly stored: StoredEvent; readonly recorded: Recorded<HomewardEvent> }
  | { readonly kind: 'unreadable'; readonly stored: StoredEvent; readonly error: unknown };

export async function* arrivals(
  followed: AsyncIterable<Followed>,
  codec: HomewardCodec,
): AsyncGenerator<Arrival | 'caughtUp'> {
  for await (const each of followed) {
    yield each.kind === 'caughtUp' ? 'caughtUp' : await opened(each.event, codec);
  }
}

export async function opened(stored: StoredEvent, codec: HomewardCodec): Promise<Arrival> {
  try {
    return { kind: 'event', stored, recorded: await codec.decode(stored) };
  } catch (error) {
    return { kind: 'unreadable', stored, error };
  }
}

/**
 * What a projection takes of it: the event, nothing (it is of a kind of stream that it does not read), or nothing because an
 * operator had it skipped. Throws PoisonEvent. What is newer than the software might concern anyone, and cannot be skipped.
 */
export function takenBy(
  { streams }: Projection,
  skips: ReadonlySet<string>,
  arrival: Arrival,
): Recorded<HomewardEvent> | 'nothing' | 'skipped' {
  const isNewer = arrival.kind === 'unreadable' && arrival.error instanceof NewerThanSoftware;
  if (!isNewer) {
    if (!streams.includes(arrival.stored.stream.replace(/-.*$/, ''))) return 'nothing';
    if (skips.has(arrival.stored.id)) return 'skipped';
  }
  if (arrival.kind === 'unreadable') throw new PoisonEvent('unreadable', { cause: arrival.error });
  return arrival.recorded;
}
