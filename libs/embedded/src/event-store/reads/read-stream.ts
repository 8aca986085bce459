import type { EventLog } from '../storage/event-log.js';
import { isSoftDeleted } from '../storage/stream-metadata.js';
import type { StreamStates } from '../storage/stream-states.js';
import { decodeEventFrame } from '../wire/event-frame.js';
import { streamDeletedError } from '../wire/grpc-errors.js';
import { streamNotFoundMessage } from '../wire/read-messages.js';
import type { ReadFrom } from '../wire/read-request.js';
import type { MessageSink } from './message-sink.js';
import type { Presentation } from './resolve-links.js';
import { firstVisibleRevision, isYoungEnough } from './visible-events.js';

const PAGE = 200;

export interface StreamRead {
  readonly stream: string;
  readonly from: ReadFrom;
  readonly backwards: boolean;
  readonly count: number;
}

/** Sends the events of a stream, or that there is no such stream. */
export async function readStream(
  log: EventLog,
  states: StreamStates,
  read: StreamRead,
  present: Presentation,
  sink: MessageSink,
): Promise<void> {
  const { stream, backwards } = read;
  if (states.isTombstoned(stream)) throw streamDeletedError(stream);
  const { number, last } = states.get(stream);
  const metadata = states.metadataOf(stream);
  if (last < 0 || isSoftDeleted(metadata)) {
    await sink.send(streamNotFoundMessage(stream));
    return;
  }
  const first = firstVisibleRevision(metadata, last);
  const now = Date.now();
  let left = read.count;
  let next = startRevision(read.from, backwards, first, last);
  while (left > 0 && next >= first && next <= last && !sink.closed) {
    const limit = Math.min(PAGE, left);
    const page = backwards
      ? log.revisions(number, first, next, limit, true)
      : log.revisions(number, next, last, limit);
    if (page.length === 0) return;
    for (const [revision, position] of page) {
      next = backwards ? revision - 1 : revision + 1;
      const frame = log.frameAt(position);
      if (
        metadata.maxAge !== undefined &&
        !isYoungEnough(metadata, decodeEventFrame(frame).createdTicks, now)
      )
        continue;
      left -= 1;
      const slow = sink.send(present(frame));
      if (slow !== undefined) await slow;
      if (sink.closed) return;
    }
  }
}

function startRevision(from: ReadFrom, backwards: boolean, first: number, last: number): number {
  if (backwards) return from === 'end' ? last : Math.min(from === 'start' ? 0 : from, last);
  if (from === 'end') return last + 1;
  return Math.max(from === 'start' ? 0 : from, first);
}
