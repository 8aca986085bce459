import type { CivilDay } from '../edtf/civil-day.js';
import type { Axis } from './axis.js';

/** A statement with its span as text that compares: '' for no first day, '~' for no last. It is seen from the end of `day`. */
export interface Spanned<E> {
  revision: number;
  event: E;
  earliest: string;
  latest: string;
  day: CivilDay;
}

/** A value and the revisions that may have brought it about last. */
export interface PossibleValue<V> {
  value: V;
  because: readonly number[];
}

/** One entry for each value, with every reason for it; ordered by the first reason. */
export function merged<V, E>(
  axis: Axis<V, E>,
  nodes: readonly { value: V; because: Set<number> }[],
): PossibleValue<V>[] {
  const groups: { value: V; because: Set<number> }[] = [];
  for (const { value, because } of nodes) {
    const group = groups.find((other) => axis.same(other.value, value));
    if (group) for (const revision of because) group.because.add(revision);
    else groups.push({ value, because: new Set(because) });
  }
  return groups
    .map(({ value, because }) => ({ value, because: [...because].sort((a, b) => a - b) }))
    .sort((a, b) => (a.because[0] ?? -1) - (b.because[0] ?? -1));
}

/** Every value that the statements can produce in any order, repeated or left out; none when too many. */
export function looseValues<V, E>(axis: Axis<V, E>, statements: readonly Spanned<E>[]): PossibleValue<V>[] {
  const reached: { value: V; because: Set<number> }[] = [{ value: axis.start, because: new Set() }];
  for (const { value } of reached) {
    for (const { event, revision } of statements) {
      const stepped = axis.step(value, event) ?? value;
      if (axis.same(value, stepped)) continue;
      const known = reached.find((other) => axis.same(other.value, stepped));
      if (known) known.because.add(revision);
      else reached.push({ value: stepped, because: new Set([revision]) });
      if (reached.length > 100) return [];
    }
  }
  return merged(axis, reached);
}
