import type { EntityMetadata } from 'typeorm';
import type { Ask } from './ask.js';
import type { Key, ProjectedRow } from './projection.js';

interface Column {
  readonly property: string;
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
}

const quoted = (name: string): string => `"${name}"`;

/** The table of one read model, or its like in another schema: rows are loaded and written in bulk. */
export class RowTable {
  readonly tableName: string;
  /** With its schema, quoted. */
  readonly name: string;
  readonly #columns: readonly Column[];
  readonly #key: readonly Column[];
  readonly #select: string;
  readonly #upsert: string;
  readonly #delete: string;

  constructor(metadata: EntityMetadata, schema = 'read') {
    this.tableName = metadata.tableName;
    this.name = `${quoted(schema)}.${quoted(metadata.tableName)}`;
    this.#columns = metadata.columns.map((column) => ({
      property: column.propertyName,
      name: quoted(column.databaseName),
      type: String(column.type),
      isKey: column.isPrimary,
    }));
    this.#key = this.#columns.filter(({ isKey }) => isKey);
    this.#select = this.#selectStatement();
    this.#upsert = this.#upsertStatement();
    this.#delete = this.#deleteStatement();
  }

  /** One text per primary key, whatever else the value holds. */
  identify(value: object): string {
    const members = value as Record<string, unknown>;
    // No text in PostgreSQL has a NUL in it.
    return this.#key.map(({ property }) => String(members[property])).join('\0');
  }

  /** Whether it is the row of this key, whatever else both hold. */
  isRowOf(row: object, key: object): boolean {
    const [a, b] = [row as Record<string, unknown>, key as Record<string, unknown>];
    return this.#key.every(({ property }) => a[property] === b[property]);
  }

  async load(ask: Ask, keys: readonly Key[]): Promise<ProjectedRow[]> {
    if (keys.length === 0) return [];
    return ask<ProjectedRow>(
      this.#select,
      inColumns(
        this.#key,
        keys.map((key) => cells(this.#key, key)),
      ),
    );
  }

  /** Inserts or replaces, never with what an earlier position says. */
  async write(ask: Ask, rows: readonly ProjectedRow[]): Promise<void> {
    if (rows.length === 0) return;
    const all = rows.map((row) => this.cells(row));
    await ask(this.#upsert, inColumns(this.#columns, all));
  }

  /** Deletes the rows that have the keys of these. */
  async remove(ask: Ask, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    const keys = rows.map((row) => cells(this.#key, row));
    await ask(this.#delete, inColumns(this.#key, keys));
  }

  /** A row as texts, in the order of the columns. */
  cells(row: ProjectedRow): Cells {
    return cells(this.#columns, row);
  }

  /** A row as a line of COPY's text format: see "File Formats, Text Format" of PostgreSQL's COPY. */
  line(row: Cells): string {
    const texts = row.map((cell, index) =>
      cell === null ? '\\N' : escaped(cell, this.#columns[index]?.type),
    );
    return `${texts.join('\t')}\n`;
  }

  get copyStatement(): string {
    return `COPY ${this.name} (${this.#columns.map(({ name }) => name).join(', ')}) FROM STDIN`;
  }

  #selectStatement(): string {
    const columns = this.#columns.map(({ name, property }) => `t.${name} AS ${quoted(property)}`);
    const names = this.#key.map(({ name }) => name).join(', ');
    return `SELECT ${columns.join(', ')} FROM ${this.name} t JOIN ${unnest(this.#key)} AS k (${names}) USING (${names})`;
  }

  #deleteStatement(): string {
    const names = this.#key.map(({ name }) => name).join(', ');
    const are = this.#key.map(({ name }) => `t.${name} = k.${name}`).join(' AND ');
    return `DELETE FROM ${this.name} t USING ${unnest(this.#key)} AS k (${names}) WHERE ${are}`;
  }

  #upsertStatement(): string {
    const names = this.#columns.map(({ name }) => name).join(', ');
    const key = this.#key.map(({ name }) => name).join(', ');
    const values = this.#columns.filter(({ isKey }) => !isKey);
    const changes = values.map(({ name }) => `${name} = excluded.${name}`).join(', ');
    return (
      `INSERT INTO ${this.name} AS t (${names}) SELECT ${names} FROM ${unnest(this.#columns)} AS n (${names}) ` +
      `ON CONFLICT (${key}) DO UPDATE SET ${changes} WHERE t.position < excluded.position`
    );
  }
}

export type Cells = readonly (string | null)[];

function unnest(columns: readonly Column[]): string {
  return `unnest(${columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')})`;
}

function inColumns(columns: readonly Column[], rows: readonly Cells[]): Cells[] {
  return columns.map((_, index) => rows.map((row) => row[index] ?? null));
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(cell: string, type = 'text'): string {
  // JSON has neither line breaks nor tabs in it, and the other types nothing that would need it.
  if (type === 'jsonb') return cell.includes('\\') ? cell.replaceAll('\\', '\\\\') : cell;
  return type === 'text' ? cell.replace(/[\\\n\r\t]/g, (each) => ESCAPES[each] ?? each) : cell;
}

function cells(columns: readonly Column[], value: object): Cells {
  return columns.map(({ property, type }) => {
    const cell = (value as Record<string, unknown>)[property] ?? null;
    if (cell === null) return null;
    if (type === 'jsonb') return JSON.stringify(cell);
    return cell instanceof Date ? cell.toISOString() : String(cell);
  });
}
