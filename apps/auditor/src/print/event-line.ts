import type { Replayed } from '#libs/audit/src/replay.js';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { sentence } from '#libs/read-models/src/case-history/sentence.js';

/** One event as a line: its revision, when it was recorded (UTC), by whom, and what it says on what basis. */
export function eventLine({ revision, recordedAt, metadata, event, stream }: Replayed): string {
  const { id, role } = metadata.actor;
  const when = recordedAt.toISOString().slice(0, 19).replace('T', ' ');
  return `${String(revision).padStart(4)}  ${when}  ${role} ${id}  ${sentence(event as CaseEvent, stream)}`;
}

/** The same event whole, as one line of JSON. */
export function eventJson({ position, ...event }: Replayed): string {
  return JSON.stringify({ ...event, position: String(position) });
}
