import type { ClientBase } from 'pg';
import type { Ask } from '../ask.js';
import { completedRow, foldedRow, keysOf } from '../fold-rows.js';
import type { Key, Known, ProjectedRow, ReadModel } from '../projection.js';
import type { Cells, RowTable } from '../row-table.js';
import { copyIn } from './copy-in.js';

/** Of the texts of rows, per table; what they take in memory is some times that. */
const CACHED_CHARACTERS = 4 * 1_024 * 1_024;

/** A row that stands in the table, or is being written to it. */
interface Cached {
  readonly row: ProjectedRow;
  characters: number;
}

/** A row that an event touches. */
export interface Touched {
  readonly id: string;
  readonly key: Key;
}

/** The rows that one event touches, each with the table that it stands in. */
export interface Touching {
  readonly touched: readonly (readonly [SideRows, Touched])[];
}

/** A row as it is after an event. */
export interface Change {
  readonly id: string;
  readonly row: ProjectedRow;
}

/** Rows to write. All go in by COPY; where a row changed, the one that stands in the table gives way to it. */
export interface Stretch {
  readonly fresh: readonly Change[];
  readonly changed: readonly Change[];
}

/** The rows of one read model while its table is filled: folded here, written a stretch at a time. */
export class SideRows {
  readonly #rows = new Map<string, Cached>();
  readonly #unwritten = new Map<string, ProjectedRow>();
  #characters = 0;

  /** `isWhole`: nothing is in the table that is not here, so that what is not here need not be looked up. */
  constructor(
    readonly model: ReadModel<never>,
    readonly table: RowTable,
    private isWhole: boolean,
  ) {}

  /** The rows that an event touches. Throws PoisonEvent. */
  touched(event: Known): Touched[] {
    return keysOf(this.model, event).map((key) => ({ id: this.table.identify(key), key }));
  }

  /** Brings the rows that these steps touch here from the table, as far as they are there. */
  async fetch(ask: Ask, steps: readonly Touching[]): Promise<void> {
    if (this.isWhole || this.model.isAppendOnly === true) return;
    const missing = new Map<string, Key>();
    for (const { touched } of steps)
      for (const [rows, { id, key }] of touched)
        if (rows === this && !this.#rows.has(id)) missing.set(id, key);
    for (const row of await this.table.load(ask, [...missing.values()]))
      this.#keep(this.table.identify(row), {
        row,
        characters: sizeOf(this.table.cells(row)),
      });
  }

  /** The row after the event; nothing is kept of it yet. Throws PoisonEvent. */
  folded(event: Known, { id, key }: Touched): Change {
    const before = this.#unwritten.get(id) ?? this.#rows.get(id)?.row;
    return { id, row: foldedRow(this.model, this.table, before, event, key) };
  }

  keep({ id, row }: Change): void {
    this.#unwritten.set(id, row);
  }

  /** What is to be written now. It counts as written from here on: if that fails, begin with new SideRows. */
  takeStretch(): Stretch {
    const fresh: Change[] = [];
    const changed: Change[] = [];
    for (const [id, row] of this.#unwritten) {
      const before = this.#rows.get(id);
      (before === undefined ? fresh : changed).push({ id, row });
      if (this.model.isAppendOnly !== true) this.#keep(id, { row, characters: before?.characters ?? 0 });
    }
    this.#unwritten.clear();
    return { fresh, changed };
  }

  /** Throws PoisonEvent. */
  async write(client: ClientBase, ask: Ask, { fresh, changed }: Stretch): Promise<void> {
    await this.table.remove(
      ask,
      changed.map(({ row }) => row),
    );
    const all = [...changed, ...fresh];
    if (all.length > 0) await copyIn(client, this.table, this.#encoded(all));
  }

  /** One after the other as they are written: a whole stretch as texts would be in the way of the next. */
  *#encoded(changes: readonly Change[]): Generator<Cells> {
    for (const { id, row } of changes) {
      const cells = this.table.cells(completedRow(this.model, this.table, row));
      const kept = this.#rows.get(id);
      if (kept?.row === row) this.#measure(kept, sizeOf(cells));
      yield cells;
    }
  }

  /** Lets go of rows that were written longest ago. If one is asked for again, `ask` must not look before it is in the table. */
  trim(): void {
    for (const [id, { characters }] of this.#rows) {
      if (this.#characters <= CACHED_CHARACTERS) return;
      if (this.#unwritten.has(id)) continue;
      this.#rows.delete(id);
      this.#characters -= characters;
      this.isWhole = false;
    }
  }

  #keep(id: string, cached: Cached): void {
    this.#characters += cached.characters - (this.#rows.get(id)?.characters ?? 0);
    this.#rows.delete(id);
    this.#rows.set(id, cached);
  }

  #measure(cached: Cached, characters: number): void {
    this.#characters += characters - cached.characters;
    cached.characters = characters;
  }
}

function sizeOf(cells: Cells): number {
  return cells.reduce((sum, cell) => sum + (cell?.length ?? 0), 0);
}
