import type { Axis } from './answer-at.js';
import type { Entry } from '../statements/standing.js';

/** What an axis holds, and the revision of the last statement that changed it (none before the first). */
export interface Held<V> {
  readonly value: V;
  readonly because: number | null;
}

/** The plain fold of an axis in recorded order; a step that the axis does not permit changes nothing. */
export function foldAxis<V, E>(axis: Axis<V, E>, statements: readonly Entry<E>[]): Held<V> {
  let held: Held<V> = { value: axis.start, because: null };
  for (const { revision, event } of statements) {
    const next = axis.step(held.value, event);
    if (next !== undefined && !axis.same(next, held.value)) held = { value: next, because: revision };
  }
  return held;
}
