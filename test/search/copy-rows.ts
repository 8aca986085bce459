import type pg from 'pg';
import type { ProjectedRow } from '#libs/projections/src/projection.js';
import { copyIn } from '#libs/projections/src/rebuild/copy-in.js';
import type { RowTable } from '#libs/projections/src/row-table.js';

export function copyRows(client: pg.Client, table: RowTable, rows: readonly ProjectedRow[]): Promise<void> {
  return copyIn(
    client,
    table,
    rows.map((row) => table.cells(row)),
  );
}

/** Drops the indexes that are slow to keep up, and answers the statements that make them again: a rebuild, too, makes them at its end. */
export async function withoutIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT format('%I.%I', schemaname, indexname) AS name, indexdef AS definition FROM pg_indexes
     WHERE schemaname IN ('read', 'records') AND indexdef ~ ' USING (gin|gist) '`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}
