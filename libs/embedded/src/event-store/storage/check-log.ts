import { crc32 } from 'node:zlib';
import { decodeEventFrame } from '../wire/event-frame.js';
import type { StoredEvent } from '../wire/event-frame.js';
import type { Fault } from './check-report.js';
import { FIRST_POSITION, positionAfter } from './event-log.js';
import { nameKey, readChecksum, readPosition, readStreamNumber, revisionKey } from './keys.js';
import type { Snapshot } from './snapshot.js';

/** Walks the log in its order: each event stands where the one before it ends, can be read, and is in its stream. */
export function* checkLog(snapshot: Snapshot): Generator<Fault | undefined> {
  let next = FIRST_POSITION;
  for (const { key, value } of snapshot.log.entries()) {
    const position = key.length === 8 ? readPosition(key) : NaN;
    if (Number.isNaN(position)) {
      yield { trouble: `the log holds a key that is no position (${key.toString('hex')})` };
      continue;
    }
    if (position > next) yield { position: next, trouble: `events are missing up to position ${position}` };
    if (position < next)
      yield { position, trouble: `the event overlaps the one before it, which ends at ${next}` };
    next = positionAfter(position, value);
    yield checkEvent(snapshot, position, value);
  }
}

function checkEvent(snapshot: Snapshot, position: number, frame: Buffer): Fault | undefined {
  const event = tryDecode(frame);
  if (event === undefined) return { position, trouble: 'the event cannot be decoded' };
  const { stream, revision } = event;
  const place = { position, stream, revision };
  if (event.position !== position)
    return { ...place, trouble: `the event says that it stands at ${event.position}` };
  const name = snapshot.names.get(nameKey(stream));
  if (name === undefined) return { ...place, trouble: "the stream's name is not known" };
  const entry = snapshot.index.get(revisionKey(numberIn(name), revision));
  if (entry === undefined) return { ...place, trouble: "the event is missing from its stream's index" };
  if (positionIn(entry) !== position) {
    return { ...place, trouble: `its stream's index has position ${positionIn(entry)} at this revision` };
  }
  const checksum = readChecksum(entry);
  if (checksum === undefined || checksum === crc32(frame)) return undefined;
  return { ...place, trouble: "the event's bytes are not those that were stored (checksum)" };
}

/** The event in a frame, or undefined if it cannot be read. */
export function tryDecode(frame: Buffer): StoredEvent | undefined {
  try {
    return decodeEventFrame(frame);
  } catch {
    return undefined;
  }
}

/** What an entry says, or -1 if it is too short to say anything. */
export function positionIn(entry: Buffer): number {
  return entry.length < 8 ? -1 : readPosition(entry);
}

/** The number of the stream in an entry of the names, or 0, which no stream has. */
export function numberIn(name: Buffer): number {
  return name.length < 6 ? 0 : readStreamNumber(name);
}
