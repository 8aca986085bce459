import { randomUUID } from 'node:crypto';
import type { MessageSink } from '../reads/message-sink.js';
import type { Presentation } from '../reads/resolve-links.js';
import { firstVisibleRevision, isYoungEnough } from '../reads/visible-events.js';
import type { EventLog } from '../storage/event-log.js';
import type { StreamStates } from '../storage/stream-states.js';
import { decodeEventFrame } from '../wire/event-frame.js';
import { streamDeletedError } from '../wire/grpc-errors.js';
import { caughtUpMessage, confirmationMessage } from '../wire/read-messages.js';
import type { ReadFrom } from '../wire/read-request.js';
import { TOMBSTONE_REVISION } from '../wire/tombstone-revision.js';
import type { LogSignal } from './log-signal.js';

const PAGE = 200;

/**
 * Follows a stream, exclusive of `from`, until the reader goes or the stream is tombstoned. Events are always
 * read from disk, so a slow reader costs a cursor and nothing else.
 */
export async function followStream(
  log: EventLog,
  states: StreamStates,
  signal: LogSignal,
  { stream, from }: { readonly stream: string; readonly from: ReadFrom },
  present: Presentation,
  sink: MessageSink,
): Promise<void> {
  if (states.isTombstoned(stream)) throw streamDeletedError(stream);
  const stopListening = signal.listen(stream, () => sink.wake());
  try {
    await sink.send(confirmationMessage(randomUUID()));
    let next = firstRevision(from, states.get(stream).last);
    let caughtUp = false;
    while (!sink.closed) {
      const { number, last } = states.get(stream);
      const metadata = states.metadataOf(stream);
      const visible = last === TOMBSTONE_REVISION ? 0 : firstVisibleRevision(metadata, last);
      const page = number === 0 ? [] : log.revisions(number, Math.max(next, visible), last, PAGE);
      for (const [revision, position] of page) {
        next = revision + 1;
        const frame = log.frameAt(position);
        if (
          metadata.maxAge !== undefined &&
          !isYoungEnough(metadata, decodeEventFrame(frame).createdTicks, Date.now())
        )
          continue;
        const slow = sink.send(present(frame));
        if (slow !== undefined) await slow;
        if (sink.closed) return;
        if (revision === TOMBSTONE_REVISION) throw streamDeletedError(stream);
      }
      if (page.length > 0 || states.get(stream).last !== last) continue;
      if (!caughtUp) {
        caughtUp = true;
        await sink.send(caughtUpMessage);
        continue;
      }
      await sink.sleep();
    }
  } finally {
    stopListening();
  }
}

function firstRevision(from: ReadFrom, last: number): number {
  if (from === 'start') return 0;
  return from === 'end' ? last + 1 : from + 1;
}
