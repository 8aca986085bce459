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
  const step = backwards ? -1 : 1;
  let revision = startRevision(read.from, backwards, first, last);
  for (; left > 0 && revision >= first && revision <= last && !sink.closed; revision += step) {
    const position = log.positionOf(number, revision);
    if (position === undefined) continue;
    const frame = log.frameAt(position);
    if (metadata.maxAge !== undefined && !isYoungEnough(metadata, decodeEventFrame(frame).createdTicks, now))
      continue;
    left -= 1;
    const slow = sink.send(present(frame));
    if (slow !== undefined) await slow;
  }
}

function startRevision(from: ReadFrom, backwards: boolean, first: number, last: number): number {
  if (backwards) return from === 'end' ? last : Math.min(from === 'start' ? 0 : from, last);
  if (from === 'end') return last + 1;
  return Math.max(from === 'start' ? 0 : from, first);
}
