import type { CivilDay } from '../edtf/civil-day.js';
import { spanOf } from '../edtf/span.js';
import type { Answer, Dated } from './answer-at.js';
import type { Axis } from './axis.js';
import { foldAxis } from './fold-axis.js';
import { merged, type PossibleValue } from './possible-values.js';
import { passed, type Asked } from './question.js';

/** So many values are possible at most; beyond that nothing is said. */
const MOST = 100;

/** An axis that permits every step, and on which what is said adds up to the same in any order. */
export interface Sum<V, E> extends Axis<V, E> {
  step(value: V, event: E): V;
}

/**
 * A question to which each statement adds something: how many were handed over, by all parts of a manifest. No order has to be tried,
 * so statements that overlap cost no more than others, however many. `because` names every statement that is in the sum.
 */
export function addedUp<V, E>(sum: Sum<V, E>, told: readonly Dated<E>[]): Asked {
  return {
    told: told.map(({ revision }) => revision),
    fact: (seen) => (seen === null ? foldAxis(sum, told) : sumSeen(sum, told, seen)),
    passed: (between, and) => passed(told, between, and),
  };
}

function sumSeen<V, E>(
  sum: Sum<V, E>,
  told: readonly Dated<E>[],
  dayOf: (revision: number) => CivilDay,
): Answer<V> {
  const spans = told.map((each) => ({ ...each, ...spanOf(each.occurredAt), day: dayOf(each.revision) }));
  const begun = spans.filter(({ earliest, day }) => (earliest ?? '') <= day);
  if (begun.length === 0) return { kind: 'unknown' };
  const isOver = ({ latest, day }: (typeof spans)[number]): boolean => (latest ?? '~') <= day;
  const certain = begun.filter(isOver);
  let values: readonly PossibleValue<V>[] = [
    {
      value: certain.reduce((value, { event }) => sum.step(value, event), sum.start),
      because: certain.map(({ revision }) => revision),
    },
  ];
  for (const { event, revision } of begun.filter((each) => !isOver(each))) {
    const more = values.map(({ value, because }) => ({
      value: sum.step(value, event),
      because: [...because, revision],
    }));
    values = merged(
      sum,
      [...values, ...more].map(({ value, because }) => ({ value, because: new Set(because) })),
    );
    if (values.length > MOST) return { kind: 'unknown' };
  }
  const [only, ...others] = values;
  if (only && others.length === 0 && certain.length > 0) return { kind: 'certain', ...only };
  return { kind: 'possible', values };
}
