import type {
  AppendOutcome,
  EventStore,
  ExpectedRevision,
  NewEvent,
} from '#libs/event-store/src/event-store.js';
import type { ApiMetrics } from './api-metrics.js';

/** Appends without an answer that are remembered at most. */
const MOST_REMEMBERED = 10_000;

/** The store, with its appends timed; one that comes again after an unknown outcome, and gets an answer, is counted as resolved. */
export function timedStore(store: EventStore, { appends, resolved }: ApiMetrics): EventStore {
  const unknown = new Set<string>();
  const timed = async (
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendOutcome> => {
    const [first] = events;
    const stop = appends.startTimer();
    const outcome = await store.append(stream, expected, events).catch((error: unknown) => {
      stop({ answer: 'failed' });
      throw error;
    });
    stop({ answer: outcome.kind });
    if (first === undefined) return outcome;
    if (outcome.kind !== 'unknown') {
      if (unknown.delete(first.id)) resolved.inc();
    } else if (unknown.size < MOST_REMEMBERED) unknown.add(first.id);
    return outcome;
  };
  return {
    append: timed,
    read: (stream, fromRevision) => store.read(stream, fromRevision),
    readAll: (after) => store.readAll(after),
    readAllInChunks: (after, most) => store.readAllInChunks(after, most),
    eventAt: (position) => store.eventAt(position),
    rest: (after) => store.rest(after),
    follow: (after, signal, onBreak) => store.follow(after, signal, onBreak),
    ready: (signal) => store.ready(signal),
    close: () => store.close(),
  };
}
