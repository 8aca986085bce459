import { convertToCommandError, ErrorType, isCommandError } from '@eventstore/db-client';
import { EventStoreError, EventStoreUnavailable } from '../event-store.js';

const unknown = 2;
const invalidArgument = 3;
const tooLarge = 8;
const permissionDenied = 7;
const unimplemented = 12;
const unauthenticated = 16;

/** There is no event at this position, not even the system's. */
export class NotAPosition extends EventStoreError {}

/** Says in one sentence what a failure of the client's means and what to do. `at` is host and port, without credentials. */
export function storeError(raw: unknown, at: string): EventStoreError {
  if (raw instanceof EventStoreError) return raw;
  const cause = raw instanceof Error ? convertToCommandError(raw) : raw;
  if (!(cause instanceof Error) || !isCommandError(cause)) return unavailable(at, raw);
  if (cause.type === ErrorType.ACCESS_DENIED) return accessDenied(at, cause);
  if (cause.type === ErrorType.STREAM_DELETED) return streamDeleted(cause.streamName, cause);
  if (cause.type !== ErrorType.UNKNOWN) return unavailable(at, cause);
  if (!cause.message.includes('InvalidPosition')) return byStatus(cause.code ?? unknown, at, cause);
  return new NotAPosition(
    'This position is not in the log: it was taken from another log, or an older copy of the log was restored. ' +
      'Rebuild whatever keeps the position.',
    { cause },
  );
}

export function accessDenied(at: string, cause: unknown): EventStoreError {
  return new EventStoreError(
    `The event store at ${at} refused access. Check the user and password in EVENTSTORE_URL, and that this user may ` +
      'read and write; following the whole log needs the right to read $all (by default: the group $admins).',
    { cause },
  );
}

export function streamDeleted(stream: string, cause: unknown): EventStoreError {
  return new EventStoreError(
    `The stream ${stream} was deleted in the event store. Homeward never deletes a stream: find out who did, and restore ` +
      'the store from a backup.',
    { cause },
  );
}

export function unavailable(at: string, cause: unknown): EventStoreUnavailable {
  return new EventStoreUnavailable(
    `The event store at ${at} does not answer. Check that it runs, that EVENTSTORE_URL names it, and that tls is set as the server has it.`,
    { cause },
  );
}

/** Whether the server turned the whole call away, so that nothing sent over it was looked at. */
export function refusesTheCall(error: Error): boolean {
  return (
    'code' in error && [permissionDenied, unimplemented, unauthenticated].some((code) => code === error.code)
  );
}

function byStatus(code: number, at: string, cause: unknown): EventStoreError {
  switch (code) {
    case permissionDenied:
      return accessDenied(at, cause);
    case invalidArgument:
      return new EventStoreError(`The event store at ${at} does not accept the request.`, { cause });
    case tooLarge:
      return new EventStoreError(
        `The event store at ${at} holds an event larger than the 17 MiB that this reader takes. Find who wrote it.`,
        { cause },
      );
    case unimplemented:
      return new EventStoreError(
        `The event store at ${at} lacks a call that Homeward needs: use EventStoreDB 23.10 or later, KurrentDB, or the embedded server.`,
        { cause },
      );
    default:
      return unavailable(at, cause);
  }
}
