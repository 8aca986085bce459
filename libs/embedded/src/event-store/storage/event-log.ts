import { decodeEventFrame } from '../wire/event-frame.js';
import type { DataFolder } from './data-folder.js';
import { idKey, positionKey, readPosition, readRevision, readStreamNumber, revisionKey } from './keys.js';
import { TOMBSTONE_REVISION } from '../wire/tombstone-revision.js';

/** One stored event: where it stands and the bytes to send. */
export interface LogEntry {
  readonly position: number;
  readonly frame: Buffer;
}

/** Positions are like byte offsets: each event's own, never 0, so that {0, 0} is always before everything. */
export const FIRST_POSITION = 64;

/** What one page of a read may hold: a slow reader keeps one in memory. */
const PAGE_BYTES = 256 * 1024;

/** The position after an event: what the next one gets. */
export function positionAfter(position: number, frame: Buffer): number {
  return position + frame.length;
}

/** What a read forwards found, and what it was asked for. */
interface Page {
  readonly position: number;
  readonly limit: number;
  readonly end: number;
  readonly entries: readonly LogEntry[];
}

/**
 * Reads of the log and of its indexes. Only what is durable is shown: nothing at or after `end`, which the
 * writer moves once a group of appends is on disk.
 */
export class EventLog {
  private durableEnd: number;
  /** Followers at the same place read the same page: one of them reads it from disk. */
  private latestPage: Page | undefined;
  private lastStreamNumber: number;

  constructor(readonly folder: DataFolder) {
    const [last] = folder.log.getRange({ reverse: true, limit: 1 });
    this.durableEnd = last === undefined ? FIRST_POSITION : positionAfter(readPosition(last.key), last.value);
    const [lastKey] = folder.index.getKeys({ reverse: true, limit: 1 });
    this.lastStreamNumber = lastKey === undefined ? 0 : readStreamNumber(lastKey);
  }

  get end(): number {
    return this.durableEnd;
  }

  get highestStreamNumber(): number {
    return this.lastStreamNumber;
  }

  /** Called by the writer alone, when everything before `end` is on disk. */
  publish(end: number, highestStreamNumber: number): void {
    this.durableEnd = end;
    this.lastStreamNumber = highestStreamNumber;
  }

  /** Whether an event starts at `position`, or it is the start of the log or its end or beyond. */
  isBoundary(position: number): boolean {
    return position === 0 || position >= this.durableEnd || this.folder.log.doesExist(positionKey(position));
  }

  /** At most `limit` events, and at most a page, from `position` on, it included. None only at the end. */
  forwards(position: number, limit: number): readonly LogEntry[] {
    const end = this.durableEnd;
    if (position >= end || end === FIRST_POSITION) return [];
    const page = this.latestPage;
    if (page?.position === position && page.limit === limit && page.end === end) return page.entries;
    const entries = some(this.entries({ start: positionKey(position), end: positionKey(end), limit }));
    this.latestPage = { position, limit, end, entries };
    return entries;
  }

  /** At most `limit` events before `position`, the latest first. */
  backwards(position: number, limit: number): LogEntry[] {
    const start = positionKey(Math.min(position, this.durableEnd));
    const found = this.entries({ start, exclusiveStart: true, reverse: true, limit });
    return position > FIRST_POSITION && this.durableEnd > FIRST_POSITION ? some(found) : found;
  }

  /** The event at `position`, which must be one that an index names. */
  frameAt(position: number): Buffer {
    const frame = this.folder.log.get(positionKey(position));
    if (frame === undefined)
      throw new Error(`The log has no event at position ${position}, though an index names it.`);
    return frame;
  }

  /** At most `limit` revisions of a stream between two revisions (both included) with their positions. */
  revisions(stream: number, from: number, to: number, limit: number, reverse = false): [number, number][] {
    if (from > to) return [];
    const low = revisionKey(stream, from);
    const high = revisionKey(stream, to);
    const range = reverse ? { start: high, end: low, reverse } : { start: low, end: high };
    const found: [number, number][] = [];
    for (const { key, value } of this.folder.index.getRange({ ...range, inclusiveEnd: true, limit })) {
      const position = readPosition(value);
      if (position < this.durableEnd) found.push([readRevision(key), position]);
    }
    return found;
  }

  /** The last durable revision of a stream, -1 if it has none. */
  lastRevision(stream: number): number {
    const latest = this.folder.index.getRange({
      start: revisionKey(stream, TOMBSTONE_REVISION),
      end: revisionKey(stream, 0),
      inclusiveEnd: true,
      reverse: true,
    });
    for (const { key, value } of latest) if (readPosition(value) < this.durableEnd) return readRevision(key);
    return -1;
  }

  positionOf(stream: number, revision: number): number | undefined {
    const value = this.folder.index.get(revisionKey(stream, revision));
    return value && readPosition(value);
  }

  /** The latest revision at which a stream holds this event id. */
  revisionOfId(stream: number, eventId: Buffer): number | undefined {
    const value = this.folder.index.get(idKey(stream, eventId));
    return value && readPosition(value);
  }

  /** The id of the event at a stream's revision. */
  idAt(stream: number, revision: number): Buffer | undefined {
    const position = this.positionOf(stream, revision);
    return position === undefined ? undefined : decodeEventFrame(this.frameAt(position)).id;
  }

  private entries(range: Parameters<DataFolder['log']['getRange']>[0]): LogEntry[] {
    const found: LogEntry[] = [];
    let bytes = 0;
    for (const { key, value } of this.folder.log.getRange(range)) {
      found.push({ position: readPosition(key), frame: value });
      bytes += value.length;
      if (bytes >= PAGE_BYTES) break;
    }
    return found;
  }
}

/** After a write of its meta page has failed LMDB reads nothing more, and says nothing: seen with lmdb 3.5.6. */
function some(entries: LogEntry[]): LogEntry[] {
  if (entries.length > 0) return entries;
  throw new Error('The log cannot be read any more, since its disk has failed. Restart the event store.');
}
