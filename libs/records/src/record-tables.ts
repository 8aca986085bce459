import type { ClientBase } from 'pg';

/** A table of the schema `records`, with the columns that a row is put back with. */
export interface RecordTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns whose values PostgreSQL counts up by itself. */
  readonly counted: readonly string[];
}

/** Every table of records but the list of migrations, which a restored database has of its own. */
export async function recordTables(db: ClientBase): Promise<RecordTable[]> {
  const { rows } = await db.query<RecordTable>(`
    SELECT c.relname AS name,
      array_agg(a.attname::text ORDER BY a.attnum) AS columns,
      coalesce(array_agg(a.attname::text) FILTER (WHERE a.attidentity <> ''), '{}') AS counted
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'records'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
    GROUP BY c.relname ORDER BY c.relname LIMIT 1000`);
  return rows;
}

/** The names of a table and of columns as SQL, quoted. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const tableOf = ({ name }: { readonly name: string }): string => `records.${quoted(name)}`;
