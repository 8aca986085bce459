/** One question about a person and how events change its answer. */
export interface Axis<V, E> {
  start: V;
  /** Undefined: the axis does not permit this step from this value. The same value: the event does not concern it. */
  step(value: V, event: E): V | undefined;
  same(a: V, b: V): boolean;
}
