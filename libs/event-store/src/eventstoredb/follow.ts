import { setTimeout as sleep } from 'node:timers/promises';
import type { Followed } from '../event-store.js';
import { EventStoreError, EventStoreUnavailable } from '../event-store.js';
import type { Connection } from './connection.js';
import { messages } from './messages.js';
import { followRequest } from './read-requests.js';
import { lastPosition } from './reads.js';
import { storeError, unavailable } from './store-errors.js';
import { storedEvent } from './stored-event.js';

const longSilenceMs = 10_000;
const firstPauseMs = 50;
const longestPauseMs = 5_000;

/** See the port. Subscriptions end with or without an error, or fall silent: each time a new one starts after the last event handed out. */
export async function* follow(
  connection: Connection,
  after: bigint | null,
  signal: AbortSignal,
  silenceMs = longSilenceMs,
  onBreak?: (error: EventStoreUnavailable) => void,
): AsyncGenerator<Followed> {
  let last = after;
  let pauseMs = firstPauseMs;
  while (!signal.aborted) {
    try {
      for await (const followed of subscription(connection, last, signal, silenceMs)) {
        pauseMs = firstPauseMs;
        if (followed.kind === 'event') last = followed.event.position;
        yield followed;
        if (signal.aborted) return;
      }
      onBreak?.(unavailable(connection.at, new Error('the subscription ended')));
    } catch (raw) {
      if (signal.aborted) return;
      const error = storeError(raw, connection.at);
      if (!(error instanceof EventStoreUnavailable)) throw error;
      onBreak?.(error);
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}

async function* subscription(
  connection: Connection,
  after: bigint | null,
  signal: AbortSignal,
  silenceMs: number,
): AsyncGenerator<Followed> {
  let last = after;
  let due: bigint | null = null;
  const compareWithLog = async (): Promise<Error | null> => {
    if (isBefore(last, due)) {
      return unavailable(connection.at, new Error('the subscription fell silent while the log grew'));
    }
    const handedOut = last;
    due = await lastPosition(connection);
    return isBefore(due, handedOut) ? shorterLog() : null;
  };
  const call = await connection.read(followRequest(after));
  for await (const arrived of messages(call, silenceMs, compareWithLog, signal))
    for (const message of arrived) {
      if (message.hasCaughtUp()) yield { kind: 'caughtUp' };
      const event = storedEvent(message);
      if (event === null || !isBefore(last, event.position)) continue;
      last = event.position;
      yield { kind: 'event', event };
    }
}

function isBefore(a: bigint | null, b: bigint | null): boolean {
  return b !== null && (a === null || a < b);
}

function shorterLog(): EventStoreError {
  return new EventStoreError(
    'The log ends before the last event that was read from it: an older copy was restored, or this node lags behind its cluster. ' +
      'Start again; if the message stays, rebuild whatever keeps a position.',
  );
}
