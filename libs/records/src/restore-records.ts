import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import pg from 'pg';
import { quoted, recordTables, tableOf, type RecordTable } from './record-tables.js';

const ROWS_AT_ONCE = 1_000;

/**
 * Puts back what `backUpRecords` wrote, into a migrated database whose records are empty, all or nothing; the login must be a superuser. Answers
 * how many rows each table has then. Throws a sentence for the operator when a file is of a table that this software does not have.
 */
export async function restoreRecords(url: string, folder: string): Promise<Record<string, number>> {
  const db = new pg.Client({ connectionString: url, application_name: 'homeward-restore' });
  await db.connect();
  try {
    await db.query('BEGIN');
    // Rows come back as they were: no triggers and no order among the tables.
    await db.query("SET LOCAL session_replication_role = 'replica'");
    const tables = await recordTables(db);
    const counts: Record<string, number> = {};
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.ndjson')).sort()) {
      const table = tables.find(({ name }) => `${name}.ndjson` === file);
      if (table === undefined)
        throw new Error(
          `The backup has ${file}, a table that this software does not have: a newer version wrote it. Restore with that version.`,
        );
      counts[table.name] = await fill(db, table, join(folder, file));
    }
    await db.query('COMMIT');
    return counts;
  } finally {
    await db.end();
  }
}

async function fill(db: pg.Client, table: RecordTable, file: string): Promise<number> {
  const { rows } = await db.query(`SELECT FROM ${tableOf(table)} LIMIT 1`);
  if (rows.length > 0) throw new Error(`records.${table.name} is not empty, and a restore replaces nothing.`);
  let waiting: string[] = [];
  let count = 0;
  const put = async () => {
    if (waiting.length === 0) return;
    await insert(db, table, waiting);
    count += waiting.length;
    waiting = [];
  };
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    waiting.push(line);
    if (waiting.length === ROWS_AT_ONCE) await put();
  }
  await put();
  for (const column of table.counted)
    await db.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), greatest(1, (SELECT max(${quoted(column)}) FROM ${tableOf(table)})),
         EXISTS (SELECT FROM ${tableOf(table)}))`,
      [tableOf(table), column],
    );
  return count;
}

/** Only the columns that a line has: one that is newer than the backup gets its default. */
async function insert(db: pg.Client, table: RecordTable, lines: readonly string[]): Promise<void> {
  const [first = '{}'] = lines;
  const known = new Set(Object.keys(JSON.parse(first) as object));
  const columns = table.columns
    .filter((column) => known.has(column))
    .map(quoted)
    .join(', ');
  await db.query(
    `INSERT INTO ${tableOf(table)} (${columns}) OVERRIDING SYSTEM VALUE
     SELECT ${columns} FROM json_populate_recordset(NULL::${tableOf(table)}, $1::json)`,
    [`[${lines.join(',')}]`],
  );
}
