import type { Recorded } from '#libs/stored-events/src/codec.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';

/**
 * An event as a projection sees it. `knownFrom` is the running maximum of the store's clock over the whole log up
 * to this event: clocks step back, and position is the order.
 */
export type Known = Recorded<HomewardEvent> & { readonly knownFrom: Date };

/** The primary key of a row, by the entity's property names. */
export type Key = Readonly<Record<string, string | number>>;

/** Every row carries the revision and the position that it reflects. */
export interface ProjectedRow {
  readonly revision: number;
  readonly position: string;
}

/** One table, folded from events. Its functions are pure; the runner owns loading, writing and the transaction. */
export interface ReadModel<Row extends ProjectedRow> {
  /** The TypeORM entity: its table, in the schema `read`, belongs to this read model alone. */
  readonly entity: new () => Row;
  /** The rows that an event touches, each once: none if it does not concern this table. */
  keys(event: Known): readonly Key[];
  fold(row: Row | undefined, event: Known, key: Key): Row;
  /**
   * What follows from the whole row, derived anew once before the row is written, however many events a batch brought it. Pure, and of
   * nothing but what `fold` keeps: what it derived before may be stale.
   */
  readonly complete?: (row: Row) => Row;
  /** True if each row comes from one event and never changes: a rebuild then looks for no earlier row. */
  readonly isAppendOnly?: true;
}

/** Read models that move together: one checkpoint, one transaction. */
export interface Projection {
  readonly name: string;
  /** Raised by one whenever a fold or a table changes: the tables are emptied and filled from the start. */
  readonly version: number;
  /** The kinds of streams that it reads; an event of another kind only moves its position. */
  readonly streams: readonly string[];
  // A list of tables with different rows: each read model keeps its own row type to itself.
  readonly models: readonly ReadModel<never>[];
}

/** Lets a projection list read models of different rows; the runner gives each only its own rows. */
export function readModel<Row extends ProjectedRow>(model: ReadModel<Row>): ReadModel<never> {
  return model as unknown as ReadModel<never>;
}
