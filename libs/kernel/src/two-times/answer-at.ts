import type { CivilDay } from '../edtf/civil-day.js';
import type { Edtf } from '../edtf/edtf.js';
import { spanOf } from '../edtf/span.js';
import type { Axis } from './axis.js';
import { looseValues } from './possible-values.js';
import type { PossibleValue, Spanned } from './possible-values.js';
import { everyOrder } from './orders.js';

export type { Axis };

/** A statement as a fold keeps it: what happened, when (uncertain), and at which revision it was recorded. */
export interface Dated<E> {
  revision: number;
  occurredAt: Edtf;
  event: E;
}

/** `because`: the revisions that may have brought the value about last; none for the value at the start. */
export type Answer<V> =
  | { kind: 'certain'; value: V; because: readonly number[] }
  | { kind: 'possible'; values: readonly { value: V; because: readonly number[] }[] }
  | { kind: 'unknown' };

/**
 * What held at the end of `day`, the order in which the statements were recorded left aside.
 *
 * Considers every order of all statements in which one stands before another when its latest day lies before the
 * other's earliest, and which the axis permits step by step; and every point of such an order at which `day` can
 * end. `certain`: one value at all of them. `possible`: several. `unknown`: nothing has happened by then.
 * A value is never certain as long as it is possible that nothing has happened yet.
 *
 * When no order of all statements is permitted, the later ones are left out (a contradiction does not reach back
 * to earlier days); when those left contradict each other still, the answer is `possible` with every value that
 * some order gives when a forbidden step leaves the value as it is.
 *
 * Cost: one node per reachable set of happened statements and value, so at most 2^w * n * values for n statements
 * of which w overlap at a time, and n for ordered dates. Beyond `LIMIT` nodes the answer is `possible` with every
 * value that the statements can produce in any order at all, repeated or left out (so perhaps too many values,
 * never too few), or `unknown` when even these are more than a hundred.
 */
export function answerAt<V, E>(axis: Axis<V, E>, dated: readonly Dated<E>[], day: CivilDay): Answer<V> {
  return answerSeen(axis, dated, () => day);
}

/**
 * The same with a day of its own for each statement, by its revision: between two days, it tells what the answer would be if only some
 * of the dates that lie between them had passed.
 */
export function answerSeen<V, E>(
  axis: Axis<V, E>,
  dated: readonly Dated<E>[],
  dayOf: (revision: number) => CivilDay,
): Answer<V> {
  const all = dated
    .map(({ revision, occurredAt, event }): Spanned<E> => {
      const { earliest, latest } = spanOf(occurredAt);
      return { revision, event, earliest: earliest ?? '', latest: latest ?? '~', day: dayOf(revision) };
    })
    .sort((a, b) => (a.earliest === b.earliest ? a.revision - b.revision : a.earliest < b.earliest ? -1 : 1));
  const byDay = all.filter(({ earliest, day }) => earliest <= day);
  if (byDay.length === 0) return { kind: 'unknown' };
  const forgiving: Axis<V, E> = { ...axis, step: (value, event) => axis.step(value, event) ?? value };

  const permitted = everyOrder(axis, all) ?? everyOrder(axis, byDay);
  if (permitted === 'too many') return possible(looseValues(forgiving, byDay));
  if (permitted) {
    const [only, ...others] = permitted.values;
    if (permitted.nothingYet === 'certainly') return { kind: 'unknown' };
    if (only && others.length === 0 && permitted.nothingYet === 'no') return { kind: 'certain', ...only };
    return possible(permitted.values);
  }
  const any = everyOrder(forgiving, byDay);
  return possible(any === 'too many' || !any ? looseValues(forgiving, byDay) : any.values);
}

function possible<V>(values: readonly PossibleValue<V>[]): Answer<V> {
  return values.length === 0 ? { kind: 'unknown' } : { kind: 'possible', values };
}
