import type { EventStore } from '#libs/event-store/src/event-store.js';
import { homewardEvents, type HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { namedStreams, type NamedStream } from '#libs/stored-events/src/named-streams.js';

/** How many streams are remembered as existing; what exists does not cease to. */
const REMEMBERED = 10_000;

/**
 * Whether what an event names is there. It is no invariant across streams, which would have to hold for ever: a stream that
 * exists is never taken away, so a look before the append is enough to keep a mistyped id out of the log.
 */
export class ExistingStreams {
  readonly #reached = new Map<string, number>();

  constructor(private readonly store: EventStore) {}

  /** The first field that names a stream, or an event of one, that does not exist, or may not be seen; null if all do. */
  async firstMissing(
    events: readonly HomewardEvent[],
    maySee: (named: NamedStream) => Promise<boolean>,
  ): Promise<NamedStream | null> {
    const named = events.flatMap((event) => namedStreams(homewardEvents, event));
    const found = await Promise.all(
      named.map(async (each) => (await maySee(each)) && (await this.#exists(each))),
    );
    return named.find((_each, index) => !found[index]) ?? null;
  }

  async #exists({ stream, revision }: NamedStream): Promise<boolean> {
    if ((this.#reached.get(stream) ?? -1) >= revision) return true;
    let last: number | null = null;
    // To its end: a read that is left early costs the connection more than these few events do.
    for await (const event of this.store.read(stream, revision)) last = event.revision;
    if (last === null) return false;
    if (this.#reached.size >= REMEMBERED) this.#reached.clear();
    this.#reached.set(stream, last);
    return true;
  }
}
