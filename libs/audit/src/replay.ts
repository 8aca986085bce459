import type { EventStore } from '#libs/event-store/src/event-store.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import type { HomewardCodec, HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { walkLog } from './walk-log.js';

export type Replayed = Recorded<HomewardEvent> & { readonly knownFrom: Date };

export interface ReplayParts {
  readonly store: EventStore;
  readonly codec: HomewardCodec;
  /** Told after each event of the log that was passed over or replayed: how many so far. */
  readonly progress: (events: number) => void;
}

/** The events of one stream in order, straight from the log, as known at an instant (all of them if null). */
export async function* replay(
  { store, codec, progress }: ReplayParts,
  stream: string,
  knownAt: Date | null,
): AsyncGenerator<Replayed> {
  let events = 0;
  for await (const { stored, knownFrom } of walkLog(store, knownAt)) {
    progress(++events);
    if (stored.stream === stream) yield { ...(await codec.decode(stored)), knownFrom };
  }
}
