import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { ProjectedRow } from '#libs/projections/src/projection.js';
import { projectionsDatabase } from '#libs/projections/src/projections-database.js';
import { copyIn } from '#libs/projections/src/rebuild/copy-in.js';
import { RowTable } from '#libs/projections/src/row-table.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import type { Lap } from '../race.js';

const MOST_ROWS = 20_000;

interface Filled {
  readonly table: RowTable;
  readonly rows: readonly ProjectedRow[];
}

/** The rows of all tables, so many of each at most, as a rebuild writes them: made into lines and sent, into empty tables without keys. */
export async function rowsWritten(db: pg.Client): Promise<Lap> {
  const filled = await filledTables(db);
  return emptied(db, filled, async () => {
    for (const { table, rows } of filled)
      await copyIn(
        db,
        table,
        rows.map((row) => table.cells(row)),
      );
  });
}

/** The same rows into the same tables by PostgreSQL itself, from a file on its own disk. */
export async function copiedByServer(db: pg.Client): Promise<Lap> {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-copy-'));
  await chmod(folder, 0o777);
  try {
    const filled = await filledTables(db);
    const file = (name: string): string => db.escapeLiteral(join(folder, name));
    for (const { table } of filled)
      await db.query(
        `COPY (SELECT * FROM read.${db.escapeIdentifier(table.tableName)} LIMIT ${MOST_ROWS}) TO ${file(table.tableName)}`,
      );
    return await emptied(db, filled, async () => {
      for (const { table } of filled)
        await db.query(`COPY pg_temp.${db.escapeIdentifier(table.tableName)} FROM ${file(table.tableName)}`);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Into tables as they are read, but empty, of this session. */
async function emptied(db: pg.Client, filled: readonly Filled[], write: () => Promise<void>): Promise<Lap> {
  await db.query('BEGIN');
  try {
    for (const { table } of filled) {
      const name = db.escapeIdentifier(table.tableName);
      await db.query(`CREATE TEMPORARY TABLE ${name} (LIKE read.${name}) ON COMMIT DROP`);
    }
    const begun = performance.now();
    await write();
    const seconds = (performance.now() - begun) / 1_000;
    return { operations: filled.reduce((sum, { rows }) => sum + rows.length, 0), seconds };
  } finally {
    await db.query('ROLLBACK');
  }
}

async function filledTables(db: pg.Client): Promise<Filled[]> {
  const database = await projectionsDatabase(urlOf(db), allProjections).initialize();
  try {
    const filled: Filled[] = [];
    for (const { entity } of allProjections.flatMap(({ models }) => models)) {
      const rows = await database.manager.find(entity as new () => ProjectedRow, { take: MOST_ROWS });
      if (rows.length > 0)
        filled.push({ table: new RowTable(database.getMetadata(entity), 'pg_temp'), rows });
    }
    return filled;
  } finally {
    await database.destroy();
  }
}

function urlOf({ user, password, host, port, database }: pg.Client): string {
  return `postgres://${user}:${password}@${host}:${port}/${database}`;
}
