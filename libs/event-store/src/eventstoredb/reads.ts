import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { StoredEvent } from '../event-store.js';
import type { Connection } from './connection.js';
import { messages } from './messages.js';
import { readLastRequest, readOneRequest } from './read-requests.js';
import { NotAPosition, storeError, unavailable } from './store-errors.js';
import { storedEvent } from './stored-event.js';

const silenceMs = 5_000;

/** The events of one read; a missing stream has none. A server that says nothing for a while counts as gone. */
export async function* events(
  connection: Connection,
  request: ReadReq,
  signal?: AbortSignal,
): AsyncGenerator<StoredEvent> {
  const gone = (): Error => unavailable(connection.at, new Error('no message for a while'));
  try {
    const call = await connection.read(request);
    for await (const message of messages(call, silenceMs, gone, signal)) {
      const event = storedEvent(message);
      if (event !== null) yield event;
    }
  } catch (error) {
    throw storeError(error, connection.at);
  }
}

export async function lastPosition(connection: Connection): Promise<bigint | null> {
  let last: bigint | null = null;
  for await (const { position } of events(connection, readLastRequest())) last = position;
  return last;
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
