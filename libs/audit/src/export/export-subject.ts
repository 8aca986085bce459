import type { PastAccess } from '#libs/records/src/access-log.js';
import { asTold, type AsOf } from '../as-of.js';
import { replay, type ReplayParts } from '../replay.js';
import type { Subject } from '../subjects/subject.js';
import type { Told } from '../subjects/told.js';
import { leftOut } from './left-out.js';

/** One subject whole: what was recorded, what stands, and who had access to it. */
export interface Exported {
  readonly subject: string;
  /** Every event, oldest first, with both times, who recorded it, and its basis. */
  readonly events: Told;
  readonly file: Pick<AsOf, 'facts' | 'contradictions'>;
  readonly accesses: readonly Omit<PastAccess, 'id'>[];
  /** What belongs to the subject and is not in here, in sentences. */
  readonly leftOut: readonly string[];
}

/** Null if there is no such subject. */
export async function exportSubject(
  parts: ReplayParts,
  subject: Subject,
  accessesOf: (stream: string) => Promise<readonly PastAccess[]>,
): Promise<Exported | null> {
  const events = await replay(parts, subject.stream, null);
  if (events.length === 0) return null;
  const { facts, contradictions } = asTold(subject, events, { validAt: null, knownAt: null });
  const accesses = (await accessesOf(subject.stream)).map(({ id: _, ...access }) => access);
  return {
    subject: subject.stream,
    events,
    file: { facts, contradictions },
    accesses,
    leftOut: leftOut(events),
  };
}
