import { randomUUID } from 'node:crypto';
import type { EventFilter } from '../reads/event-filter.js';
import type { MessageSink } from '../reads/message-sink.js';
import type { Presentation } from '../reads/resolve-links.js';
import type { EventLog } from '../storage/event-log.js';
import { positionAfter } from '../storage/event-log.js';
import { invalidArgument } from '../wire/grpc-errors.js';
import { caughtUpMessage, checkpointMessage, confirmationMessage } from '../wire/read-messages.js';
import type { ReadFrom } from '../wire/read-request.js';
import type { Checkpoints } from './checkpoints.js';
import type { LogSignal } from './log-signal.js';

const PAGE = 200;

export interface AllFollow {
  readonly from: ReadFrom;
  readonly filter: { readonly matches: EventFilter; readonly checkpoints: Checkpoints } | undefined;
}

/** Follows `$all`, exclusive of `from`, until the reader goes. Events are always read from disk. */
export async function followAll(
  log: EventLog,
  signal: LogSignal,
  { from, filter }: AllFollow,
  present: Presentation,
  sink: MessageSink,
): Promise<void> {
  if (typeof from === 'number' && !log.isBoundary(from))
    throw invalidArgument('Trying to read from an invalid position.');
  const stopListening = signal.listen(undefined, () => sink.wake());
  try {
    const exclusive = typeof from === 'number' ? from : -1;
    let position = from === 'end' ? log.end : Math.max(exclusive, 0);
    let caughtUp = false;
    await sink.send(confirmationMessage(randomUUID()));
    if (from === 'end') filter?.checkpoints.goLive();
    while (!sink.closed) {
      const page = log.forwards(position, PAGE);
      for (const entry of page) {
        position = positionAfter(entry.position, entry.frame);
        if (entry.position === exclusive) continue;
        const sent = filter === undefined || filter.matches(entry.frame);
        const slow = sent ? sink.send(present(entry.frame)) : undefined;
        if (slow !== undefined) await slow;
        if (sink.closed) return;
        const checkpoint = filter?.checkpoints.considered(entry.position, position, sent);
        if (checkpoint !== undefined) await sink.send(checkpointMessage(checkpoint));
      }
      if (page.length > 0) {
        if (filter !== undefined) await new Promise(setImmediate);
        continue;
      }
      if (!caughtUp) {
        caughtUp = true;
        const last = from === 'end' ? undefined : filter?.checkpoints.endOfCatchUp();
        if (last !== undefined) await sink.send(checkpointMessage(last));
        await sink.send(caughtUpMessage);
        continue;
      }
      await sink.sleep();
    }
  } finally {
    stopListening();
  }
}
