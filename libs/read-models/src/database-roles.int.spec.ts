import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrateDatabase } from '#libs/records/src/migrate-database.js';
import { ROLES } from '#libs/records/src/roles.migration.js';
import { freshDatabase, type FreshDatabase } from '#test/support/postgres.js';
import { readMigrations } from './read-migrations.js';

const EXCHANGE = "'00000000-0000-4000-8000-000000000000'";
/** For each statement: who may. In the order of ROLES: api, projector, reporter, auditor. */
const CELLS: readonly (readonly [string, string])[] = [
  ['SELECT * FROM read.case_file', '-p-a'],
  ['SELECT * FROM read.case_history', '-p-a'],
  ['SELECT * FROM read.exchange_figures', '-p-a'],
  ['SELECT * FROM read.embargo', '-p-a'],
  ['SELECT * FROM read.reception_figures', 'xp-a'],
  ['SELECT * FROM read.checkpoint', 'xp-a'],
  [`SELECT * FROM read.case_file_for('x', ${EXCHANGE})`, 'x---'],
  [`SELECT * FROM read.case_history_for('x', ${EXCHANGE})`, 'x---'],
  ["SELECT * FROM read.exchange_figures_for('x')", 'x---'],
  [`SELECT read.hides_exchange('x', ${EXCHANGE}, 1)`, '----'],
  ['SELECT * FROM read.report_exchange_figures', '-pra'],
  ['SELECT * FROM read.report_reception_figures', '-pra'],
  ['DELETE FROM read.case_file', '-p--'],
  ["UPDATE read.case_history SET sentence = ''", '-p--'],
  ["UPDATE read.exchange_figures SET embargo = 'lifted'", '-p--'],
  ['TRUNCATE read.reception_figures', '-p--'],
  ['UPDATE read.checkpoint SET position = 1', '-p--'],
  ['CREATE TABLE read.own (id int)', '----'],
  [
    "INSERT INTO records.access_log (who, role, route, subjects, outcome) VALUES ('a', 'b', 'c', '[]', 'denied')",
    'x--a',
  ],
  [
    "INSERT INTO records.access_log (at, who, role, route, subjects, outcome) VALUES (now(), 'a', 'b', 'c', '[]', 'denied')",
    '----',
  ],
  ['SELECT * FROM records.access_log', '---a'],
  ["UPDATE records.access_log SET who = ''", '----'],
  ['DELETE FROM records.access_log', '----'],
  ['TRUNCATE records.access_log', '----'],
  ['SELECT * FROM records.reaction_position', '-p-a'],
  ['DELETE FROM records.reaction_position', '-p--'],
];

describe('The database roles', () => {
  let database: FreshDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await freshDatabase();
    await migrateDatabase(database.url, readMigrations);
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  /** As a login user that has only this role. */
  const may = async (role: string, statement: string): Promise<boolean> => {
    await client.query(`BEGIN; SET LOCAL ROLE ${role}`);
    try {
      await client.query(statement);
      return true;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === '42501') return false;
      throw error;
    } finally {
      await client.query('ROLLBACK');
    }
  };

  it.each(CELLS)('%s: %s', async (statement, expected) => {
    let found = '';
    for (const [index, role] of ROLES.entries()) found += (await may(role, statement)) ? 'xpra'[index] : '-';
    expect(found).toBe(expected);
  });

  it('log in by nobody without the operator', async () => {
    const { rows } = await client.query(
      'SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname = ANY($1)',
      [ROLES],
    );
    expect(rows).toEqual([]);
  });
});

describe('The migrations', () => {
  it('run once, although two start at the same time, and again do nothing', async () => {
    const { url, drop } = await freshDatabase();
    const [a, b] = await Promise.all([
      migrateDatabase(url, readMigrations),
      migrateDatabase(url, readMigrations),
    ]);
    expect([a.length, b.length].sort((x, y) => x - y)).toEqual([0, readMigrations.length + 2]);
    expect(await migrateDatabase(url, readMigrations)).toEqual([]);
    await drop();
  });
});
