import type { EntityManager, EntityMetadata } from 'typeorm';
import type { Key, ProjectedRow } from './projection.js';

interface Column {
  readonly property: string;
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
}

const quoted = (name: string): string => `"${name}"`;

/** The table of one read model: rows are loaded and written in bulk, each statement with one array per column. */
export class RowTable {
  readonly name: string;
  readonly #columns: readonly Column[];
  readonly #key: readonly Column[];
  readonly #select: string;
  readonly #upsert: string;

  constructor(metadata: EntityMetadata) {
    this.name = `${quoted(metadata.schema ?? '')}.${quoted(metadata.tableName)}`;
    this.#columns = metadata.columns.map((column) => ({
      property: column.propertyName,
      name: quoted(column.databaseName),
      type: String(column.type),
      isKey: column.isPrimary,
    }));
    this.#key = this.#columns.filter(({ isKey }) => isKey);
    this.#select = this.#selectStatement();
    this.#upsert = this.#upsertStatement();
  }

  /** One text per primary key, whatever else the value holds. */
  identify(value: object): string {
    return JSON.stringify(this.#key.map(({ property }) => (value as Record<string, unknown>)[property]));
  }

  async load(manager: EntityManager, keys: readonly Key[]): Promise<ProjectedRow[]> {
    if (keys.length === 0) return [];
    return manager.query<ProjectedRow[]>(this.#select, arrays(this.#key, keys));
  }

  /** Inserts or replaces, never with what an earlier position says. */
  async write(manager: EntityManager, rows: readonly ProjectedRow[]): Promise<void> {
    if (rows.length > 0) await manager.query(this.#upsert, arrays(this.#columns, rows));
  }

  #selectStatement(): string {
    const columns = this.#columns.map(({ name, property }) => `t.${name} AS ${quoted(property)}`);
    const names = this.#key.map(({ name }) => name).join(', ');
    return `SELECT ${columns.join(', ')} FROM ${this.name} t JOIN ${unnest(this.#key)} AS k (${names}) USING (${names})`;
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

function unnest(columns: readonly Column[]): string {
  return `unnest(${columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')})`;
}

function arrays(columns: readonly Column[], values: readonly object[]): unknown[][] {
  return columns.map(({ property, type }) =>
    values.map((value) => {
      const cell = (value as Record<string, unknown>)[property] ?? null;
      return type === 'jsonb' && cell !== null ? JSON.stringify(cell) : cell;
    }),
  );
}
