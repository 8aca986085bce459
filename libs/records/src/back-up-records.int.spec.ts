import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migratedDatabase, type FreshDatabase } from '#test/support/postgres.js';
import { backUpRecords } from './back-up-records.js';
import { restoreRecords } from './restore-records.js';

describe('Records', () => {
  let folder: string;
  let databases: FreshDatabase[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeward-records-'));
    databases = [await migratedDatabase([]), await migratedDatabase([])];
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
    for (const database of databases) await database.drop();
  });

  const on = async <T>(index: number, work: (db: pg.Client) => Promise<T>): Promise<T> => {
    const db = new pg.Client({ connectionString: databases[index]?.url });
    await db.connect();
    return work(db).finally(() => db.end());
  };
  const url = (index: number): string => databases[index]?.url ?? '';
  const fill = () =>
    on(0, async (db) => {
      await db.query(
        `INSERT INTO records.access_log (who, role, route, subjects, why, outcome)
         SELECT 'staff ' || n, 'auditor', 'GET /cases/:id', '["case-1"]', E'why \\\\ "so"\\n and so', 'allowed' FROM generate_series(1, 2500) n`,
      );
      await db.query(
        `INSERT INTO records.operator_request (who, why, kind, projection) VALUES ('o', 'w', 'retry', 'cases')`,
      );
      await db.query(
        `INSERT INTO records.operator_answer (request, outcome, explanation) VALUES (1, 'done', 'e')`,
      );
      await db.query(
        `INSERT INTO records.reaction_position (reaction, position, event_id)
         VALUES ('r', 9223372036854775807, '00000000-0000-4000-8000-000000000001')`,
      );
    });
  const contents = (index: number) =>
    on(index, async (db) => {
      const all = [];
      for (const table of ['access_log', 'operator_request', 'operator_answer', 'reaction_position'])
        all.push(
          (await db.query<{ row: string }>(`SELECT t::text AS row FROM records.${table} t ORDER BY 1`)).rows,
        );
      return all;
    });

  it('come back as they were, to the microsecond, and go on counting where they stood', async () => {
    await fill();
    const counts = await backUpRecords(url(0), folder);
    expect(counts).toMatchObject({
      access_log: 2500,
      operator_request: 1,
      reaction_position: 1,
      reaction_stop: 0,
    });
    expect(await restoreRecords(url(1), folder)).toEqual(counts);
    expect(await contents(1)).toEqual(await contents(0));
    const next = await on(1, (db) =>
      db.query<{ id: string }>(
        `INSERT INTO records.access_log (who, role, route, subjects, outcome) VALUES ('a', 'b', 'c', '[]', 'allowed') RETURNING id`,
      ),
    );
    expect(next.rows).toEqual([{ id: '2501' }]);
  });

  it('are put back all or not at all, and never over others', async () => {
    await fill();
    await backUpRecords(url(0), folder);
    await expect(restoreRecords(url(0), folder)).rejects.toThrow(
      'is not empty, and a restore replaces nothing',
    );

    const last = join(folder, 'reaction_position.ndjson');
    await writeFile(last, (await readFile(last, 'utf8')).replace('9223372036854775807', '"x"'));
    await expect(restoreRecords(url(1), folder)).rejects.toThrow();
    expect((await contents(1)).flat()).toEqual([]);

    await writeFile(join(folder, 'from_the_future.ndjson'), '');
    await expect(restoreRecords(url(1), folder)).rejects.toThrow('Restore with that version');
  });
});
