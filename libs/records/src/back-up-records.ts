import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { quoted, recordTables, tableOf, type RecordTable } from './record-tables.js';

const ROWS_AT_ONCE = 1_000;

/**
 * Writes every table of records into the folder, one file of JSON lines each, as of one moment. Works beside whoever uses the database;
 * the login must be able to read all of records. Answers how many rows of each table are in it.
 */
export async function backUpRecords(url: string, folder: string): Promise<Record<string, number>> {
  const db = new pg.Client({ connectionString: url, application_name: 'homeward-backup' });
  await db.connect();
  try {
    await mkdir(folder, { recursive: true });
    await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const counts: Record<string, number> = {};
    for (const table of await recordTables(db)) {
      const lines = { count: 0 };
      await pipeline(
        linesOf(db, table, lines),
        createWriteStream(join(folder, `${table.name}.ndjson`), { flags: 'wx', mode: 0o600, flush: true }),
      );
      counts[table.name] = lines.count;
    }
    await db.query('COMMIT');
    return counts;
  } finally {
    await db.end();
  }
}

async function* linesOf(db: pg.Client, table: RecordTable, lines: { count: number }): AsyncGenerator<string> {
  const columns = table.columns.map(quoted).join(', ');
  await db.query(
    `DECLARE each NO SCROLL CURSOR FOR SELECT row_to_json(r)::text AS line FROM (SELECT ${columns} FROM ${tableOf(table)}) r`,
  );
  for (;;) {
    const { rows } = await db.query<{ line: string }>(`FETCH ${ROWS_AT_ONCE} FROM each`);
    if (rows.length === 0) break;
    lines.count += rows.length;
    yield rows.map(({ line }) => `${line}\n`).join('');
  }
  await db.query('CLOSE each');
}
