import { isDeepStrictEqual } from 'node:util';
import type { CivilDay } from '../edtf/civil-day.js';
import type { Entry } from '../statements/standing.js';
import type { Asked, Fact } from './question.js';
import { smallestThatDoes } from './smallest-that-does.js';

type Known = Entry<{ readonly type: string }>;

/** What was known of a subject, and the day of which it is asked: null for what stands. */
export interface View<E extends Known> {
  readonly entries: readonly E[];
  readonly validAt: CivilDay | null;
}

/** `day`: the event was known in both views, and the days that it is dated to lie between them. */
export interface Cause {
  readonly revision: number;
  readonly how: 'recorded' | 'withdrawn' | 'corrected' | 'day';
}

/** A question that two views answer differently; null: in that view nobody asked it, for nothing bears on it. */
export interface ChangedFact {
  readonly question: string;
  readonly from: Fact | null;
  readonly to: Fact | null;
  readonly causes: readonly Cause[];
}

/** The questions about a subject of which these entries are known, by name. */
export type Questions<E extends Known> = (entries: readonly E[]) => ReadonlyMap<string, Asked>;

/**
 * What differs between two views of a subject, each with the events that caused it: as few of those between the views as turn the
 * first answer into the second; none of them can be left out, and where several would do, the last recorded is named. A fact is a
 * value; that the same value stands for another reason is no change. Throws a RangeError when only one view is of a day, or when
 * neither view knows all that the other knows.
 */
export function difference<E extends Known>(
  questions: Questions<E>,
  from: View<E>,
  to: View<E>,
): ChangedFact[] {
  if ((from.validAt === null) !== (to.validAt === null))
    throw new RangeError(
      'What stands and what was so on a day cannot be compared: give both views a day, or neither.',
    );
  const between = eventsBetween(from.entries, to.entries);
  const [asked, askedLater] = [questions(from.entries), questions(to.entries)];
  const changed: ChangedFact[] = [];
  for (const question of new Set([...asked.keys(), ...askedLater.keys()])) {
    const before = factIn(asked.get(question), from.validAt);
    const after = factIn(askedLater.get(question), to.validAt);
    if (isSameFact(before, after)) continue;
    const candidates = [
      ...between.map(({ revision, event }): Cause => ({ revision, how: HOW[event.type] ?? 'recorded' })),
      ...daysBetween(from, to, [asked.get(question), askedLater.get(question)]),
    ].sort((a, b) => a.revision - b.revision);
    const causes = smallestThatDoes(candidates, (some) =>
      isSameFact(after, factWith(questions, question, from, to, some)),
    );
    changed.push({ question, from: before, to: after, causes });
  }
  return changed;
}

const HOW: Readonly<Record<string, Cause['how']>> = {
  StatementWithdrawn: 'withdrawn',
  StatementCorrected: 'corrected',
};

/** The events that only one of the views knows. What is known is a beginning of what is recorded, so one holds the other. */
export function eventsBetween<E extends Known>(from: readonly E[], to: readonly E[]): readonly E[] {
  const [shorter, longer] = from.length <= to.length ? [from, to] : [to, from];
  if (shorter.some(({ revision }, index) => longer[index]?.revision !== revision))
    throw new RangeError('Neither view knows all that the other knows.');
  return longer.slice(shorter.length);
}

/** Statements that both views know, as far as the one day sees them otherwise than the other. */
function daysBetween<E extends Known>(
  from: View<E>,
  to: View<E>,
  asked: readonly (Asked | undefined)[],
): Cause[] {
  const [a, b] = [from.validAt, to.validAt];
  if (a === null || b === null) return [];
  const inBoth = new Set(
    (from.entries.length <= to.entries.length ? from : to).entries.map(({ revision }) => revision),
  );
  const passed = new Set(asked.flatMap((each) => each?.passed(a, b) ?? []));
  return [...passed].filter((revision) => inBoth.has(revision)).map((revision) => ({ revision, how: 'day' }));
}

/** The first view's answer if, of all that lies between the views, it had only `some`. */
function factWith<E extends Known>(
  questions: Questions<E>,
  question: string,
  from: View<E>,
  to: View<E>,
  some: readonly Cause[],
): Fact | null {
  const chosen = new Set(some.filter(({ how }) => how !== 'day').map(({ revision }) => revision));
  const days = new Set(some.map(({ revision }) => revision));
  const entries =
    from.entries.length <= to.entries.length
      ? to.entries.filter(({ revision }, index) => index < from.entries.length || chosen.has(revision))
      : from.entries.filter(({ revision }) => !chosen.has(revision));
  const [a, b] = [from.validAt, to.validAt];
  const asked = questions(entries).get(question);
  if (a === null || b === null) return factIn(asked, null);
  return asked?.fact((revision) => (days.has(revision) ? b : a)) ?? null;
}

function factIn(asked: Asked | undefined, validAt: CivilDay | null): Fact | null {
  return asked?.fact(validAt === null ? null : () => validAt) ?? null;
}

/** Whether both tell the same values, for whatever reasons. Nothing known is the same as a question that nothing bears on. */
export function isSameFact(a: Fact | null, b: Fact | null): boolean {
  return isDeepStrictEqual(valuesOf(a), valuesOf(b));
}

function valuesOf(fact: Fact | null): unknown {
  if (fact === null) return null;
  if (!('kind' in fact)) return ['held', fact.value];
  switch (fact.kind) {
    case 'unknown':
      return null;
    case 'certain':
      return ['certain', fact.value];
    case 'possible':
      return ['possible', new Set(fact.values.map(({ value }) => value))];
  }
}
