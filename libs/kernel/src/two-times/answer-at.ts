import type { CivilDay } from '../edtf/civil-day.js';
import type { Edtf } from '../edtf/edtf.js';

export interface Dated<E> {
  revision: number;
  occurredAt: Edtf;
  event: E;
}

export interface Axis<V, E> {
  start: V;
  /** Undefined: the axis does not permit this step from this value. */
  step(value: V, event: E): V | undefined;
  same(a: V, b: V): boolean;
}

export type Answer<V> =
  | { kind: 'certain'; value: V; because: readonly number[] }
  | { kind: 'possible'; values: readonly { value: V; because: readonly number[] }[] }
  | { kind: 'unknown' };

/** What held at the end of `day`, given statements of which each may have its date uncertain. */
export function answerAt<V, E>(_axis: Axis<V, E>, _dated: readonly Dated<E>[], _day: CivilDay): Answer<V> {
  return { kind: 'unknown' };
}
