import type { StoredEvent } from '#libs/event-store/src/event-store.js';
import {
  KeyUnavailable,
  MalformedEvent,
  NewerThanSoftware,
  Tampered,
} from '#libs/stored-events/src/errors.js';
import { refusalOf } from './poison.js';

/** Where and why a projection stopped. Never a value from an event: this reaches logs and the health page. */
export interface StopReport {
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly error: string;
  readonly remedy: string;
  /** The event at which it stopped, if it was one. */
  readonly event: EventPlace | null;
}

/** Which event it is, without anything that it says. */
export interface EventPlace {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
}

export function stopReport(
  error: string,
  remedy: string,
  event: StoredEvent | null,
  at = new Date(),
): StopReport {
  return { at: at.toISOString(), error, remedy, event: event && placeOf(event) };
}

export function placeOf({ id, stream, revision, position, type }: StoredEvent): EventPlace {
  return { id, stream, revision, position: String(position), type };
}

/** What went wrong, in words that carry no data: messages of foreign errors may quote what they choked on. */
export function inSafeWords(error: unknown): string {
  if (isOfTheCodec(error)) return `${error.name}: ${error.message}`;
  const refusal = refusalOf(error);
  if (refusal !== null) {
    const { code, table, column, constraint } = refusal;
    const where = [table, column, constraint].filter((name) => name !== undefined).join(', ');
    return `PostgreSQL refused the rows: SQLSTATE ${code}${where && ` (${where})`}`;
  }
  if (!(error instanceof Error)) return 'An error without a description';
  const at = error.stack
    ?.split('\n')
    .find((line) => /^\s+at /.test(line))
    ?.trim();
  return `${error.name}${at === undefined ? '' : ` ${at}`}`;
}

type CodecError = MalformedEvent | NewerThanSoftware | Tampered | KeyUnavailable;

function isOfTheCodec(error: unknown): error is CodecError {
  return [MalformedEvent, NewerThanSoftware, Tampered, KeyUnavailable].some((kind) => error instanceof kind);
}
