import { TOMBSTONE_REVISION } from '../wire/tombstone-revision.js';
import { numberIn, positionIn, tryDecode } from './check-log.js';
import type { Fault } from './check-report.js';
import {
  ID_KEY_LENGTH,
  REVISION_KEY_LENGTH,
  idKey,
  nameKey,
  positionKey,
  readRevision,
  revisionKey,
} from './keys.js';
import type { Snapshot } from './snapshot.js';

/** A stream while its index is walked. */
interface Walked {
  readonly number: number;
  name: string | undefined;
  next: number;
}

/** Walks the index: each stream's revisions have no gap, lead to its own events, and these are found by their ids. */
export function* checkIndex(snapshot: Snapshot): Generator<Fault | undefined> {
  let stream: Walked = { number: 0, name: undefined, next: 0 };
  for (const { key, value } of snapshot.index.entries()) {
    const number = numberIn(key);
    if (number !== stream.number) stream = { number, name: undefined, next: 0 };
    if (key.length === REVISION_KEY_LENGTH) yield* checkRevision(snapshot, stream, readRevision(key), value);
    else if (key.length === ID_KEY_LENGTH) yield checkId(snapshot, stream, key.subarray(7), value);
    else yield { trouble: `the index holds a key of no kind that there is (${key.toString('hex')})` };
  }
}

function* checkRevision(
  snapshot: Snapshot,
  walked: Walked,
  revision: number,
  entry: Buffer,
): Generator<Fault | undefined> {
  const position = positionIn(entry);
  const place = { position, stream: walked.name ?? `number ${walked.number}`, revision };
  if (revision !== walked.next && revision !== TOMBSTONE_REVISION) {
    yield { ...place, trouble: `the index goes on here, but revision ${walked.next} comes next` };
  }
  walked.next = revision + 1;
  const frame = snapshot.log.get(positionKey(Math.max(position, 0)));
  if (frame === undefined)
    return yield { ...place, trouble: 'the index points to an event that is not in the log' };
  const event = tryDecode(frame);
  if (event === undefined)
    return yield { ...place, trouble: 'the index points to an event that cannot be decoded' };
  if (event.revision !== revision) {
    return yield {
      ...place,
      trouble: `the index points to an event that says it is revision ${event.revision}`,
    };
  }
  if (walked.name === undefined) {
    walked.name = event.stream;
    const name = snapshot.names.get(nameKey(event.stream));
    if (name === undefined || numberIn(name) !== walked.number) {
      yield {
        ...place,
        stream: event.stream,
        trouble: `the stream's name does not lead to its index (${walked.number})`,
      };
    }
  }
  if (event.stream !== walked.name) {
    return yield { ...place, trouble: `the index points to an event of stream ${event.stream}` };
  }
  const known = snapshot.index.get(idKey(walked.number, event.id));
  yield known === undefined || positionIn(known) < revision
    ? { ...place, stream: event.stream, trouble: 'the event is not found by its id' }
    : undefined;
}

function checkId(snapshot: Snapshot, walked: Walked, id: Buffer, value: Buffer): Fault | undefined {
  const revision = positionIn(value);
  const entry = snapshot.index.get(revisionKey(walked.number, Math.max(revision, 0)));
  const frame = entry && snapshot.log.get(positionKey(Math.max(positionIn(entry), 0)));
  const event = frame && tryDecode(frame);
  if (event?.id.equals(id) === true && event.revision === revision) return undefined;
  const stream = walked.name ?? `number ${walked.number}`;
  return {
    stream,
    revision,
    trouble: `the id ${id.toString('hex')} leads to this revision, but it has another id`,
  };
}
