import type { EventLog } from '../storage/event-log.js';
import { positionAfter } from '../storage/event-log.js';
import { unknownError } from '../wire/grpc-errors.js';
import type { ReadFrom } from '../wire/read-request.js';
import type { EventFilter } from './event-filter.js';
import type { MessageSink } from './message-sink.js';
import type { Presentation } from './resolve-links.js';

const PAGE = 200;

export interface AllRead {
  readonly from: ReadFrom;
  readonly backwards: boolean;
  readonly count: number;
  readonly filter: EventFilter | undefined;
}

/**
 * Sends events of `$all`. Forwards a position is inclusive; backwards it is exclusive (read in the real server's
 * source: there a position is the end of the record before it).
 */
export async function readAll(
  log: EventLog,
  read: AllRead,
  present: Presentation,
  sink: MessageSink,
): Promise<void> {
  const { backwards, filter } = read;
  let position = startPosition(log, read);
  if (!log.isBoundary(position)) throw unknownError('Unexpected ReadAllResult: InvalidPosition');
  let left = read.count;
  while (left > 0 && !sink.closed) {
    const limit = filter === undefined ? Math.min(PAGE, left) : PAGE;
    const page = backwards ? log.backwards(position, limit) : log.forwards(position, limit);
    if (page.length === 0) return;
    for (const entry of page) {
      position = backwards ? entry.position : positionAfter(entry.position, entry.frame);
      if (filter !== undefined && !filter(entry.frame)) continue;
      left -= 1;
      const slow = sink.send(present(entry.frame));
      if (slow !== undefined) await slow;
      if (left === 0 || sink.closed) return;
    }
    if (filter !== undefined) await new Promise(setImmediate);
  }
}

function startPosition(log: EventLog, { from, backwards }: AllRead): number {
  if (from === 'end') return log.end;
  if (from === 'start') return 0;
  return backwards ? Math.min(from, log.end) : from;
}
