import type { EventLog } from '../storage/event-log.js';
import type { StreamStates } from '../storage/stream-states.js';
import { decodeEventFrame } from '../wire/event-frame.js';
import { linkMessage, withStructuredIds } from '../wire/read-messages.js';
import { firstVisibleRevision } from './visible-events.js';

/** Turns a stored frame into what this reader asked for; most readers ask for nothing. */
export type Presentation = (frame: Buffer) => Buffer;

export function presentation(
  log: EventLog,
  states: StreamStates,
  wanted: { readonly resolveLinks: boolean; readonly structuredIds: boolean },
): Presentation {
  const resolve: Presentation = wanted.resolveLinks
    ? (frame) => resolveLink(log, states, frame)
    : (frame) => frame;
  return wanted.structuredIds ? (frame) => withStructuredIds(resolve(frame)) : resolve;
}

/** A link is an event of type `$>` whose data is `revision@stream`; its target may have been deleted. */
function resolveLink(log: EventLog, states: StreamStates, frame: Buffer): Buffer {
  const { type, data } = decodeEventFrame(frame);
  if (type !== '$>') return frame;
  const [, revision, stream] = /^(\d+)@(.+)$/s.exec(data.toString('utf8')) ?? [];
  if (revision === undefined || stream === undefined) return frame;
  return linkMessage(frame, findTarget(log, states, stream, Number(revision)));
}

function findTarget(log: EventLog, states: StreamStates, name: string, revision: number): Buffer | undefined {
  const { number, last } = states.get(name);
  if (states.isTombstoned(name) || revision > last) return undefined;
  if (revision < firstVisibleRevision(states.metadataOf(name), last)) return undefined;
  const position = log.positionOf(number, revision);
  return position === undefined ? undefined : log.frameAt(position);
}
