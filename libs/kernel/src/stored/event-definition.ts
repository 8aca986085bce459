import type { DataOf, Field, Shape } from './fields.js';

type Fields = Readonly<Record<string, Field<unknown>>>;

/**
 * One event as it is stored: its type and every shape that it ever had, oldest first. A shape that was
 * shipped is never edited: a new one is added with `evolve`. Schema n is the n-th shape, counted from 1.
 */
export interface EventDefinition<Type extends string, Data> {
  readonly type: Type;
  readonly shapes: readonly Shape[];
  /** The data of a stored event of that schema, climbed up to the current shape. */
  read(schema: number, data: unknown): Data;
}

/** The event that a definition describes. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Data>
    ? { readonly type: Type; readonly data: Data }
    : never;

export function defineEvent<const Type extends string, S extends Fields>(
  type: Type,
  shape: S,
): EventDefinition<Type, DataOf<S>> {
  return { type, shapes: [shape], read: (_schema, data) => data as DataOf<S> };
}

/** The same event with one more shape; `climb` turns data of the shape before into data of this one. */
export function evolve<Type extends string, Old, S extends Fields>(
  older: EventDefinition<Type, Old>,
  shape: S,
  climb: (old: Old) => DataOf<S>,
): EventDefinition<Type, DataOf<S>> {
  const schema = older.shapes.length + 1;
  return {
    type: older.type,
    shapes: [...older.shapes, shape],
    read: (stored, data) => (stored === schema ? (data as DataOf<S>) : climb(older.read(stored, data))),
  };
}
