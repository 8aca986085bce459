import { TOMBSTONE_REVISION } from '../wire/tombstone-revision.js';
import { numberIn, positionIn, tryDecode } from './check-log.js';
import type { Fault } from './check-report.js';
import { nameKey, positionKey, revisionKey } from './keys.js';
import type { Snapshot } from './snapshot.js';

/** Walks the names of streams: each stands under its own hash and leads to events of that stream. */
export function* checkNames(snapshot: Snapshot): Generator<Fault | undefined> {
  for (const { key, value } of snapshot.names.entries()) {
    const stream = value.toString('utf8', 6);
    const number = numberIn(value);
    if (!nameKey(stream).equals(key))
      yield { stream, trouble: "the stream's name stands under another name's key" };
    const entry =
      snapshot.index.get(revisionKey(number, 0)) ??
      snapshot.index.get(revisionKey(number, TOMBSTONE_REVISION));
    const frame = entry && snapshot.log.get(positionKey(Math.max(positionIn(entry), 0)));
    const found = frame && tryDecode(frame)?.stream;
    yield found === stream
      ? undefined
      : { stream, trouble: "the stream's name does not lead to its first event" };
  }
}
