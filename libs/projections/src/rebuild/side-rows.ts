import type { ClientBase } from 'pg';
import type { Ask } from '../ask.js';
import { completedRow, foldedRow, keysOf } from '../fold-rows.js';
import type { Key, Known, ProjectedRow, ReadModel } from '../projection.js';
import type { Cells, RowTable } from '../row-table.js';
import { copyIn } from './copy-in.js';

/** Of the texts of rows, per table; what they take in memory is some times that. */
const CACHED_CHARACTERS = 4 * 1_024 * 1_024;

interface Cached {
  row: ProjectedRow;
  isStored: boolean;
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

/** Rows to write: those that the table has not seen go in by COPY. */
export interface Stretch {
  readonly fresh: readonly Cells[];
  readonly changed: readonly Cells[];
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
        isStored: true,
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

  /** What is to be written now. It counts as written from here on: if that fails, begin with new SideRows. Throws PoisonEvent. */
  takeStretch(): Stretch {
    const fresh: Cells[] = [];
    const changed: Cells[] = [];
    for (const [id, folded] of this.#unwritten) {
      const row = completedRow(this.model, this.table, folded);
      const cells = this.table.cells(row);
      (this.#rows.get(id)?.isStored === true ? changed : fresh).push(cells);
      if (this.model.isAppendOnly !== true)
        this.#keep(id, { row, isStored: true, characters: sizeOf(cells) });
    }
    this.#unwritten.clear();
    return { fresh, changed };
  }

  async write(client: ClientBase, ask: Ask, { fresh, changed }: Stretch): Promise<void> {
    if (fresh.length > 0) await copyIn(client, this.table, fresh);
    await this.table.upsert(ask, changed);
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
}

function sizeOf(cells: Cells): number {
  return cells.reduce((sum, cell) => sum + (cell?.length ?? 0), 0);
}
