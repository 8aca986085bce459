import { difference, eventsBetween, type ChangedFact } from '#libs/kernel/src/two-times/difference.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import { replay, type ReplayParts } from './replay.js';
import { questionsOf, type Subject } from './subjects/subject.js';
import type { Told } from './subjects/told.js';

export interface Differs {
  readonly subject: string;
  readonly from: When;
  readonly to: When;
  readonly changed: readonly ChangedFact[];
  /** Every event that only one of the views knows, whether it changed a fact or not. */
  readonly between: Told;
  /** Every event that either view knows: what the causes refer to. */
  readonly told: Told;
}

/** What differs between two views of a subject, and why. Null if neither knows of it. Throws a RangeError when only one is of a day. */
export async function differ(
  parts: ReplayParts,
  subject: Subject,
  from: When,
  to: When,
): Promise<Differs | null> {
  const a = await parts.marks.lastKnown(from.knownAt);
  const b = await parts.marks.lastKnown(to.knownAt);
  const all = await replay(parts, subject.stream, null);
  const [before, after] = [
    all.filter(({ position }) => position <= a),
    all.filter(({ position }) => position <= b),
  ];
  const told = before.length > after.length ? before : after;
  if (told.length === 0) return null;
  const changed = difference(
    questionsOf(subject),
    { entries: before, validAt: from.validAt },
    { entries: after, validAt: to.validAt },
  );
  return { subject: subject.stream, from, to, changed, between: eventsBetween(before, after), told };
}
