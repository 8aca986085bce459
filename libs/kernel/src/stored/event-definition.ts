import type { DataOf, Field, Shape } from './fields.js';

type Fields = Readonly<Record<string, Field<unknown>>>;

/**
 * One event as it is stored: its type and every shape that it ever had, oldest first. A shape that was
 * shipped is never edited: a new one is added with `evolve`. Schema n is the n-th shape, counted from 1.
 */
export interface EventDefinition<Type extends string, Data> {
  readonly type: Type;
  readonly shapes: readonly Shape[];
  /** Under which type each schema was ever written: more than one type if the event was renamed. */
  readonly written: readonly Written[];
  /** The data of a stored event of that schema, climbed up to the current shape. */
  read(schema: number, data: unknown): Data;
}

export interface Written {
  readonly type: string;
  readonly schema: number;
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
  return {
    type,
    shapes: [shape],
    written: [{ type, schema: 1 }],
    read: (_schema, data) => data as DataOf<S>,
  };
}

/** The same event under a better name. What was written under the old one is read as this; nothing is written under it any more. */
export function renamed<const Type extends string, Data>(
  older: EventDefinition<string, Data>,
  type: Type,
): EventDefinition<Type, Data> {
  const written = [...older.written, { type, schema: older.shapes.length }];
  return { ...older, type, written };
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
    written: [...older.written, { type: older.type, schema }],
    read: (stored, data) => (stored === schema ? (data as DataOf<S>) : climb(older.read(stored, data))),
  };
}
