import type { EventStore } from '#libs/event-store/src/event-store.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import type { HomewardCodec, HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import type { KnownMarks } from './known-marks.js';

export interface ReplayParts {
  readonly store: EventStore;
  readonly codec: HomewardCodec;
  readonly marks: KnownMarks;
}

/**
 * The events of one stream in order, straight from the log, as known at an instant (all of them if null). It costs what the stream
 * costs; with an instant, also what it takes to find the end of what was known: see KnownMarks.
 */
export async function replay(
  { store, codec, marks }: ReplayParts,
  stream: string,
  knownAt: Date | null,
): Promise<Recorded<HomewardEvent>[]> {
  const last = await marks.lastKnown(knownAt);
  const events: Recorded<HomewardEvent>[] = [];
  for await (const stored of store.read(stream))
    if (stored.position <= last) events.push(await codec.decode(stored));
  return events;
}
