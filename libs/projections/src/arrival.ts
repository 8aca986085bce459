import type { Followed, StoredEvent } from '#libs/event-store/src/event-store.js';
import { NewerThanSoftware } from '#libs/stored-events/src/errors.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import type { HomewardCodec, HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
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

async function opened(stored: StoredEvent, codec: HomewardCodec): Promise<Arrival> {
  try {
    return { kind: 'event', stored, recorded: await codec.decode(stored) };
  } catch (error) {
    return { kind: 'unreadable', stored, error };
  }
}

/** What is newer than the software might concern anyone, so everyone needs it. */
export function isNeeded(arrival: Arrival, { streams }: Projection): boolean {
  if (arrival.kind === 'unreadable' && arrival.error instanceof NewerThanSoftware) return true;
  return streams.includes(arrival.stored.stream.replace(/-.*$/, ''));
}
