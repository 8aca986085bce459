import type { ClientBase } from 'pg';

/** The tables of a projection beside those that are read: `read_next` while they are filled, `read_old` once replaced. */
export class SideTables {
  constructor(
    private readonly db: ClientBase,
    private readonly names: readonly string[],
  ) {}

  /** Empty, as those that are read are defined now; `keyed` have their primary key at once. */
  async make(keyed: readonly string[]): Promise<void> {
    await this.db.query('SELECT read.make_side_tables($1, $2)', [this.names, keyed]);
  }

  async index(): Promise<void> {
    await this.db.query('SELECT read.index_side_tables($1)', [this.names]);
  }

  /** Until the end of this transaction nobody changes the tables that are read, or swaps them. */
  async hold(): Promise<void> {
    const names = this.names.map((name) => `read.${this.db.escapeIdentifier(name)}`);
    await this.db.query(`LOCK TABLE ${names.join(', ')} IN ACCESS SHARE MODE`);
  }

  /** They are read from the commit of this transaction on. */
  async swap(): Promise<void> {
    await this.db.query('SELECT read.swap_side_tables($1)', [this.names]);
  }

  async forget(schema: 'read_next' | 'read_old'): Promise<void> {
    await this.db.query('SELECT read.forget_tables($1, $2)', [schema, this.names]);
  }

  /** A text that changes when the columns or checks of a table in the schema `read` do. */
  async definition(): Promise<string> {
    const { rows } = await this.db.query<{ definition: string }>(DEFINITION, [this.names]);
    return rows[0]?.definition ?? '';
  }

  /** How many rows are not the same, by table. Both sides must be at the same position. */
  async differences(): Promise<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const name of this.names) {
      const { rows } = await this.db.query<{ key: string }>(KEY, [`read.${this.db.escapeIdentifier(name)}`]);
      const key = rows.map((row) => this.db.escapeIdentifier(row.key)).join(', ');
      const table = this.db.escapeIdentifier(name);
      const { rows: counted } = await this.db.query<{ differences: number }>(`
        SELECT count(*)::float8 AS differences FROM read.${table} a FULL JOIN read_next.${table} b USING (${key})
        WHERE ROW(a.*) IS DISTINCT FROM ROW(b.*)`);
      found[name] = counted[0]?.differences ?? 0;
    }
    return found;
  }
}

const KEY = `
  SELECT attname AS key FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
  WHERE indrelid = $1::regclass AND indisprimary ORDER BY attnum`;

const DEFINITION = `
  SELECT md5(coalesce(string_agg(said, E'\\n' ORDER BY said), '')) AS definition FROM (
    SELECT concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                     pg_get_expr(d.adbin, d.adrelid)) AS said
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (c.oid, a.attnum)
    WHERE c.relnamespace = 'read'::regnamespace AND c.relname = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT concat_ws(' ', c.relname, pg_get_constraintdef(k.oid)) FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid
    WHERE c.relnamespace = 'read'::regnamespace AND c.relname = ANY ($1) AND k.contype = 'c'
  ) AS parts`;
