/** An event to append. `id` decides idempotence; `data` and `metadata` are the bytes of JSON objects. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event as the log holds it. `position` is its place in the whole log; `created` is the store's own clock. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly created: Date;
}

/** The revision at which a stream must stand: exact, always. With `any`, a store knows a repeat only for as long as it remembers the ids. */
export type ExpectedRevision = 'no_stream' | number;

/**
 * What became of an append. `unknown` means that no answer came: the events may or may not be stored, and
 * the caller must find out (the same append again, or a read of the stream), never guess.
 */
export type AppendOutcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: bigint }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'unknown'; readonly cause: unknown };

/** The log has something that this reader cannot pass over: a deleted stream, a position that is not in it. */
export class EventStoreError extends Error {
  override readonly name = 'EventStoreError';
}

/** The store did not answer: the same call may succeed later. */
export class EventStoreUnavailable extends EventStoreError {}

/** The port to the log: EventStoreDB, KurrentDB, or the embedded server. */
export interface EventStore {
  /** Appends all events or none; when it answers `appended` they are on disk. Throws EventStoreError only when nothing was stored
   * and a repeat would not help: an unfit or too large append, a deleted stream, access denied. */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendOutcome>;

  /** The events of a stream in order, from a revision on (inclusive, from the first by default). A missing stream has none. */
  read(stream: string, fromRevision?: number): AsyncIterable<StoredEvent>;

  /** All events of the log in order after a position (from the start if null), without system events, to today's end. */
  readAll(after: bigint | null): AsyncIterable<StoredEvent>;

  /** The same in arrays of so many, the last of them shorter: for reading much of the log. */
  readAllInChunks(after: bigint | null, most: number): AsyncIterable<readonly StoredEvent[]>;

  /** The event at exactly this position of the log, or null if the log has none there. */
  eventAt(position: bigint): Promise<StoredEvent | null>;

  /** The first and the last event of the log after a position (of the whole log if null), without system events; null if there is none. */
  rest(after: bigint | null): Promise<{ readonly first: StoredEvent; readonly last: StoredEvent } | null>;

  /**
   * Follows the log after a position, without system events, until the signal aborts (then it ends quietly).
   * Breaks of the connection are resumed from the last event handed out; order holds and nothing is skipped or
   * doubled. When everything that was in the log has been handed out, one `caughtUp` comes, and
   * one more each time it caught up again after a break or a lag. `onBreak` is told of each break and each vain attempt
   * to resume. Throws EventStoreError for what no repeat mends: access denied, or a log that ends before the last event
   * handed out.
   */
  follow(
    after: bigint | null,
    signal: AbortSignal,
    onBreak?: (error: EventStoreUnavailable) => void,
  ): AsyncIterable<Followed>;

  /** Resolves once the store answers; rejects when the signal aborts first. */
  ready(signal: AbortSignal): Promise<void>;

  close(): Promise<void>;
}

export type Followed =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  /** Every event that the log held at this moment was handed out before. */
  | { readonly kind: 'caughtUp' };
