import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { StoredEvent } from '../event-store.js';
import type { Connection } from './connection.js';
import { eventInBytes } from './event-in-bytes.js';
import { messages } from './messages.js';
import { readAllRequest, readLastRequest, readOneRequest } from './read-requests.js';
import { NotAPosition, storeError, unavailable } from './store-errors.js';

const silenceMs = 5_000;

/** The events of one read; a missing stream has none. A server that says nothing for a while counts as gone. */
export async function* events(
  connection: Connection,
  request: ReadReq,
  signal?: AbortSignal,
): AsyncGenerator<StoredEvent> {
  for await (const some of eventsAsTheyArrive(connection, request, signal)) yield* some;
}

/** The same, as many at a time as have arrived, and never none. */
export async function* eventsAsTheyArrive(
  connection: Connection,
  request: ReadReq,
  signal?: AbortSignal,
): AsyncGenerator<StoredEvent[]> {
  try {
    for await (const arrived of bytesAsTheyArrive(connection, request, signal)) {
      const found = arrived.map(eventInBytes).filter((event) => event !== null);
      if (found.length > 0) yield found;
    }
  } catch (error) {
    throw storeError(error, connection.at);
  }
}

/** The same as bytes of ReadResp, among them messages that carry no event. */
export async function* bytesAsTheyArrive(
  connection: Connection,
  request: ReadReq,
  signal?: AbortSignal,
): AsyncGenerator<Buffer[]> {
  const gone = (): Error => unavailable(connection.at, new Error('no message for a while'));
  try {
    const call = await connection.readBytes(request);
    yield* messages(call, silenceMs, gone, signal);
  } catch (error) {
    throw storeError(error, connection.at);
  }
}

export async function lastPosition(connection: Connection): Promise<bigint | null> {
  return (await lastEvent(connection))?.position ?? null;
}

async function lastEvent(connection: Connection): Promise<StoredEvent | null> {
  let last: StoredEvent | null = null;
  for await (const event of events(connection, readLastRequest())) last = event;
  return last;
}

/** The end of the log is read first, so that the usual answer, nothing, takes one read. */
export async function rest(
  connection: Connection,
  after: bigint | null,
): Promise<{ first: StoredEvent; last: StoredEvent } | null> {
  const last = await lastEvent(connection);
  if (last === null || (after !== null && last.position <= after)) return null;
  let first = last;
  // Two from the position on, since the event at the position itself is one of them.
  for await (const event of events(connection, readAllRequest(after, 2))) {
    if ((after === null || event.position > after) && event.position < first.position) first = event;
  }
  return { first, last };
}

export async function eventAt(connection: Connection, position: bigint): Promise<StoredEvent | null> {
  let found: StoredEvent | null = null;
  try {
    // Both reads are of one event and are read to their end: the client takes a call that is left early for a broken one.
    for await (const event of events(connection, readOneRequest(position))) {
      if (event.position === position && !event.type.startsWith('$')) found = event;
    }
  } catch (error) {
    if (!(error instanceof NotAPosition)) throw error;
  }
  return found;
}
