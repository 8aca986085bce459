import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AppendOutcome,
  EventStore,
  ExpectedRevision,
  Followed,
  NewEvent,
  StoredEvent,
} from './event-store.js';
import { EventStoreUnavailable } from './event-store.js';
import { Appends } from './eventstoredb/appends.js';
import { Connection } from './eventstoredb/connection.js';
import { follow } from './eventstoredb/follow.js';
import { readAllRequest, readStreamRequest } from './eventstoredb/read-requests.js';
import type { ReadsApart } from './reads-apart/reads-apart.js';
import { eventAt, events, eventsAsTheyArrive, rest } from './eventstoredb/reads.js';

const firstPauseMs = 50;
const longestPauseMs = 2_000;

/**
 * The port on EventStoreDB 23.10 or later, KurrentDB, or the embedded server. Connects with the first call. An append that
 * has no answer after `appendDeadlineMs` (10 s by default) is `unknown`. With `readsApart`, another thread reads the log. Throws EventStoreError for a connection string that
 * is none.
 */
export function connectEventStore(
  connectionString: string,
  options: { appendDeadlineMs?: number; readsApart?: ReadsApart } = {},
): EventStore {
  const { appendDeadlineMs = 10_000, readsApart = null } = options;
  return new EventStoreDb(new Connection(connectionString), appendDeadlineMs, readsApart);
}

class EventStoreDb implements EventStore {
  private readonly appends: Appends;

  constructor(
    private readonly connection: Connection,
    appendDeadlineMs: number,
    private readonly readsApart: ReadsApart | null,
  ) {
    this.appends = new Appends(connection, appendDeadlineMs);
  }

  append(stream: string, expected: ExpectedRevision, toAppend: readonly NewEvent[]): Promise<AppendOutcome> {
    return this.appends.append(stream, expected, toAppend);
  }

  read(stream: string, fromRevision = 0): AsyncIterable<StoredEvent> {
    return events(this.connection, readStreamRequest(stream, fromRevision));
  }

  async *readAll(after: bigint | null): AsyncGenerator<StoredEvent> {
    for await (const chunk of this.readAllInChunks(after, 1)) yield* chunk;
  }

  async *readAllInChunks(after: bigint | null, most: number): AsyncGenerator<StoredEvent[]> {
    const arriving =
      this.readsApart?.events(after) ?? eventsAsTheyArrive(this.connection, readAllRequest(after));
    let chunk: StoredEvent[] = [];
    for await (const some of arriving)
      for (const event of some) {
        if (after !== null && event.position <= after) continue;
        chunk.push(event);
        if (chunk.length < most) continue;
        yield chunk;
        chunk = [];
      }
    if (chunk.length > 0) yield chunk;
  }

  eventAt(position: bigint): Promise<StoredEvent | null> {
    return eventAt(this.connection, position);
  }

  rest(after: bigint | null): Promise<{ first: StoredEvent; last: StoredEvent } | null> {
    return rest(this.connection, after);
  }

  follow(
    after: bigint | null,
    signal: AbortSignal,
    onBreak?: (error: EventStoreUnavailable) => void,
  ): AsyncIterable<Followed> {
    return follow(this.connection, after, signal, undefined, onBreak);
  }

  async ready(signal: AbortSignal): Promise<void> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      signal.throwIfAborted();
      try {
        // Any stream will do: that it is missing is an answer too.
        const probe = events(this.connection, readStreamRequest('ready', 0), signal);
        await probe.next();
        await probe.return(undefined);
        return;
      } catch (error) {
        if (!(error instanceof EventStoreUnavailable)) throw error;
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  close(): Promise<void> {
    this.connection.close();
    return Promise.resolve();
  }
}
