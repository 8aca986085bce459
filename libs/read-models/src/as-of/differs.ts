import type { Withheld } from '#libs/access/src/kinds.js';
import type { Entry } from '#libs/kernel/src/statements/standing.js';
import {
  difference,
  eventsBetween,
  type Cause,
  type Questions,
} from '#libs/kernel/src/two-times/difference.js';
import type { Fact } from '#libs/kernel/src/two-times/question.js';
import type { When } from '#libs/kernel/src/two-times/when.js';

/** An entry as a table keeps it. */
export interface KnownEntry<E> extends Entry<E> {
  /** ISO 8601: from when on it was known. */
  readonly knownFrom: string;
}

/** An event by its revision among what the viewer may see. */
export interface EventNamed {
  readonly revision: number;
  readonly type: string;
}

/** A question that two views answer differently; null: nothing bears on it in that view. */
export interface Change {
  readonly question: string;
  readonly from: Fact | Withheld | null;
  readonly to: Fact | Withheld | null;
  readonly causes: readonly (EventNamed & { readonly how: Cause['how'] })[];
}

export interface Differs {
  readonly changed: readonly Change[];
  /** Every event that only one of the views knows. */
  readonly between: readonly EventNamed[];
}

/** The entries that were known at an instant; all for none. */
export function knownAt<Known extends KnownEntry<unknown>>(
  entries: readonly Known[],
  instant: Date | null,
): readonly Known[] {
  return entries.filter(({ knownFrom }) => instant === null || new Date(knownFrom) <= instant);
}

/**
 * What two views of a thing with these entries answer differently, and which events caused it: see docs/time.md. Null if neither knows
 * of it. Throws a RangeError when only one view is of a day.
 */
export function differs<E extends { readonly type: string }>(
  questions: Questions<KnownEntry<E>>,
  entries: readonly KnownEntry<E>[],
  from: When,
  to: When,
): Differs | null {
  const [before, after] = [knownAt(entries, from.knownAt), knownAt(entries, to.knownAt)];
  if (before.length === 0 && after.length === 0) return null;
  const types = new Map(entries.map(({ revision, event }) => [revision, event.type]));
  const named = (revision: number): EventNamed => ({ revision, type: types.get(revision) ?? '' });
  return {
    changed: difference(
      questions,
      { entries: before, validAt: from.validAt },
      { entries: after, validAt: to.validAt },
    ).map(({ causes, ...change }) => ({
      ...change,
      causes: causes.map(({ revision, how }) => ({ ...named(revision), how })),
    })),
    between: eventsBetween(before, after).map(({ revision }) => named(revision)),
  };
}
