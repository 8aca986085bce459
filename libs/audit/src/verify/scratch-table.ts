import type { ClientBase } from 'pg';
import type { Finding } from './findings.js';
import { ALL, type Sample } from './sampling.js';

/** So many rows of a table are told of, however many are wrong. */
export const TOLD = 100;

/** A column of the primary key: as the database has it, and as the entity does. */
export interface KeyColumn {
  readonly name: string;
  readonly property: string;
  readonly isText: boolean;
}

export type WrongRow = Pick<Finding, 'kind' | 'columns' | 'reflects' | 'values'> & {
  /** The values of the key as texts, in the order of the key's columns. */
  readonly key: readonly string[];
};

/** A table as it is read, and beside it, in the session's own temporary schema, as the log says that it should be. */
export class ScratchTable {
  readonly #read: string;
  readonly #scratch: string;
  readonly #key: string;

  constructor(
    private readonly db: ClientBase,
    readonly name: string,
    readonly key: readonly KeyColumn[],
    private readonly sample: Sample,
  ) {
    const table = db.escapeIdentifier(name);
    [this.#read, this.#scratch] = [`read.${table}`, `pg_temp.${table}`];
    this.#key = key.map((column) => db.escapeIdentifier(column.name)).join(', ');
  }

  /** Empty, with the columns and the key of the table that is read; it is gone with the session. */
  async make(): Promise<void> {
    await this.db.query(`CREATE TEMPORARY TABLE ${this.db.escapeIdentifier(this.name)}
      (LIKE ${this.#read} INCLUDING DEFAULTS INCLUDING GENERATED, PRIMARY KEY (${this.#key})) ON COMMIT DROP`);
  }

  /** How many rows there are on either side, how many of them are wrong, and the first of those. Values compare as texts, to the last digit. */
  async compare(show: boolean): Promise<{ compared: number; wrong: number; rows: WrongRow[] }> {
    await this.db.query(`ANALYZE ${this.#scratch}`);
    const { rows: counts } = await this.db.query<{ compared: number }>(
      `SELECT count(*)::float8 AS compared FROM ${this.#sampled()} a FULL JOIN ${this.#scratch} b USING (${this.#key})`,
      this.#parameters(),
    );
    const values = await this.#valueColumns();
    const { rows } = await this.db.query<WrongRow & { total: number }>(
      this.#wrong(values, show),
      this.#parameters(),
    );
    return { compared: counts[0]?.compared ?? 0, wrong: rows[0]?.total ?? 0, rows };
  }

  #wrong(values: readonly string[], show: boolean): string {
    const key = this.key.map((column) => `${this.db.escapeIdentifier(column.name)}::text`).join(', ');
    const first = this.db.escapeIdentifier(this.key[0]?.name ?? '');
    const differs = (column: string) => `a.${column}::text IS DISTINCT FROM b.${column}::text`;
    const names = values.map(
      (name) =>
        `CASE WHEN ${differs(this.db.escapeIdentifier(name))} THEN ${this.db.escapeLiteral(name)} END`,
    );
    const pairs = values.map((name) => {
      const column = this.db.escapeIdentifier(name);
      return `${this.db.escapeLiteral(name)}, CASE WHEN ${differs(column)} THEN jsonb_build_array(a.${column}, b.${column}) END`;
    });
    return `
      SELECT ARRAY[${key}] AS key, count(*) OVER ()::float8 AS total,
             CASE WHEN b.${first} IS NULL THEN 'extra' WHEN a.${first} IS NULL THEN 'missing' ELSE 'differs' END AS kind,
             CASE WHEN a.${first} IS NULL OR b.${first} IS NULL THEN '{}'
                  ELSE array_remove(ARRAY[${names.join(', ')}]::text[], NULL) END AS columns,
             CASE WHEN a.${first} IS NOT NULL
                  THEN jsonb_build_object('revision', a.revision, 'position', a.position::text) END AS reflects,
             ${show ? `jsonb_build_object(${pairs.join(', ')})` : 'NULL'} AS values
      FROM ${this.#sampled()} a FULL JOIN ${this.#scratch} b USING (${this.#key})
      WHERE a::text IS DISTINCT FROM b::text
      ORDER BY ${this.#key} LIMIT ${TOLD}`;
  }

  /** Every column but those of the key, as the table has them now. */
  async #valueColumns(): Promise<string[]> {
    const { rows } = await this.db.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attname <> ALL ($2) ORDER BY attnum`,
      [this.#read, this.key.map(({ name }) => name)],
    );
    return rows.map(({ name }) => name);
  }

  /** Which rows belong to the sample is told by a digest of their key, here as in `isSampled`. */
  #sampled(): string {
    if (this.sample.parts >= ALL) return this.#read;
    const key = this.key.map((column) => `${this.db.escapeIdentifier(column.name)}::text`).join(', ');
    const digest = `substr(md5(concat_ws('|', $1::text, ${key})), 1, 4)`;
    return `(SELECT * FROM ${this.#read} WHERE ('x' || ${digest})::bit(16)::int < $2)`;
  }

  #parameters(): unknown[] {
    return this.sample.parts >= ALL ? [] : [this.sample.seed, this.sample.parts];
  }
}
