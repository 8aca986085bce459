import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { getMetadataArgsStorage } from 'typeorm';
import { migrateDatabase, recordsMigrations } from '#libs/records/src/migrate-database.js';
import { ROLES } from '#libs/records/src/roles.migration.js';
import { freshDatabase, type FreshDatabase } from '#test/support/postgres.js';
import { allProjections } from './all-projections.js';
import { readMigrations } from './read-migrations.js';

const EXCHANGE = "'00000000-0000-4000-8000-000000000000'";
/** For each statement: who may. In the order of ROLES: api, projector, reporter, auditor. */
const CELLS: readonly (readonly [string, string])[] = [
  ['SELECT * FROM read.case_file', '-p-a'],
  ['SELECT * FROM read.case_history', '-p-a'],
  ['SELECT * FROM read.case_name', '-p-a'],
  ['SELECT * FROM read.exchange_figures', '-p-a'],
  ['SELECT * FROM read.case_access', 'xp-a'],
  ['SELECT * FROM read.broken_glass', '-p-a'],
  ["SELECT * FROM read.broken_glass_for('x', '{}')", 'x---'],
  ["SELECT * FROM read.unreviewed_glass_for('x', null, 1)", 'x---'],
  [`SELECT read.case_open_to('x', ${EXCHANGE}, false, ${EXCHANGE})`, 'x---'],
  [`SELECT read.case_opened_by('x', ${EXCHANGE}, false, ${EXCHANGE})`, 'x---'],
  ['SELECT * FROM read.embargo', '-p-a'],
  ['SELECT * FROM read.reception_figures', 'xp-a'],
  ['SELECT * FROM read.agreement', 'xp-a'],
  ['SELECT * FROM read.exchange_manifest', '-p-a'],
  ['SELECT * FROM read.exchange_entry', '-p-a'],
  ['SELECT * FROM read.agreement_entry', 'xp-a'],
  ['SELECT * FROM read.reception_entry', 'xp-a'],
  ['SELECT * FROM read.intake', '-p-a'],
  ['SELECT * FROM read.intake_line', '-p-a'],
  ['SELECT * FROM read.checkpoint', 'xp-a'],
  ['SELECT * FROM read.lease', 'xp-a'],
  [`SELECT * FROM read.case_file_for('x', ${EXCHANGE})`, 'x---'],
  ["SELECT * FROM read.case_files_for('x', null, 1)", 'x---'],
  [`SELECT * FROM read.case_history_for('x', ${EXCHANGE})`, 'x---'],
  [`SELECT * FROM read.case_revisions_for('x', ARRAY[${EXCHANGE}]::uuid[])`, 'x---'],
  ["SELECT * FROM read.case_facts_for('x')", 'x---'],
  [`SELECT * FROM read.case_facts_of('x', ARRAY[${EXCHANGE}]::uuid[])`, 'x---'],
  ["SELECT * FROM read.case_facts_like('x', '{}')", 'x---'],
  ["SELECT * FROM read.exchange_figures_for('x')", 'x---'],
  [`SELECT * FROM read.exchange_figures_for('x', ${EXCHANGE})`, 'x---'],
  [`SELECT * FROM read.exchange_entries_for('x', ${EXCHANGE})`, 'x---'],
  [`SELECT * FROM read.exchange_people_for('x', ${EXCHANGE})`, 'x---'],
  [`SELECT read.agreement_people_for('x', ${EXCHANGE})`, 'x---'],
  ["SELECT * FROM read.cases_named('x', null, true, '{}', '{}', '', null, null, null, 1)", 'x---'],
  ["SELECT * FROM read.cases_listed('x', null, true, null, '{}', null, 1)", 'x---'],
  ["SELECT * FROM read.case_names_of('x', '{}')", 'x---'],
  ["SELECT * FROM read.case_name_changes_of('x', '{}')", 'x---'],
  [`SELECT * FROM read.intake_for('x', ${EXCHANGE})`, 'x---'],
  [`SELECT * FROM read.intake_lines_for('x', null, true, ${EXCHANGE}, 0, 1)`, 'x---'],
  [`SELECT read.shows_entry('x', ${EXCHANGE}, 1)`, '----'],
  [`SELECT read.hides_exchange('x', ${EXCHANGE}, 1)`, '----'],
  ['SELECT * FROM read.report_exchange_figures', '-pra'],
  ['SELECT * FROM read.report_reception_figures', '-pra'],
  ['SELECT * FROM read.report_agreement', '-pra'],
  ['SELECT * FROM read.report_agreement_people', '-pra'],
  ['SELECT * FROM read.report_exchange_people', '--ra'],
  ['SELECT * FROM read.report_waiting', '-pra'],
  ['SELECT * FROM read.report_log', '-pra'],
  ['DELETE FROM read.case_file', '-p--'],
  ["UPDATE read.case_history SET type = ''", '-p--'],
  ["UPDATE read.exchange_figures SET embargo = 'lifted'", '-p--'],
  ['TRUNCATE read.reception_figures', '-p--'],
  ['UPDATE read.checkpoint SET position = 1', '-p--'],
  ['DELETE FROM read.lease', '-p--'],
  ['CREATE TABLE read.own (id int)', '----'],
  [
    "INSERT INTO records.access_log (who, role, route, subjects, outcome) VALUES ('a', 'b', 'c', '[]', 'denied')",
    'x--a',
  ],
  [
    "INSERT INTO records.access_log (at, who, role, route, subjects, outcome) VALUES (now(), 'a', 'b', 'c', '[]', 'denied')",
    '----',
  ],
  [
    "INSERT INTO read.rebuild (projection, version, state, definition) VALUES ('a', 1, 'created', '')",
    '-p--',
  ],
  ['CREATE TABLE read_next.own (id int)', '----'],
  ["SELECT read.make_side_tables('{case_file}', '{}')", '-p--'],
  ["SELECT read.forget_tables('read_old', '{case_file}')", '-p--'],
  ["SELECT read.may_be_rebuilt('case_file')", '----'],
  [
    "INSERT INTO records.operator_request (who, why, kind, projection) VALUES ('a', 'b', 'retry', 'c')",
    'xp--',
  ],
  ["UPDATE records.operator_request SET why = ''", '----'],
  ['DELETE FROM records.operator_request', '----'],
  ['SELECT * FROM records.operator_request', '-p-a'],
  [
    'SELECT id, at, who, why, kind, projection, event_id, throttle, command_id FROM records.operator_request',
    'xp-a',
  ],
  [
    "INSERT INTO records.operator_request (at, who, why, kind, projection) VALUES (now(), 'a', 'b', 'retry', 'c')",
    '----',
  ],
  [
    `WITH asked AS (INSERT INTO records.operator_request (who, why, kind, projection, command_id)
       VALUES ('a', 'b', 'retry', 'c', ${EXCHANGE}) RETURNING id)
     INSERT INTO records.operator_answer (request, outcome, explanation) SELECT id, 'done', 'e' FROM asked`,
    '-p--',
  ],
  ['SELECT * FROM records.operator_answer', 'xp-a'],
  ['SELECT * FROM records.reaction_stop', 'xp-a'],
  ['DELETE FROM records.reaction_stop', '-p--'],
  ['DELETE FROM read.rebuild', '-p--'],
  ["UPDATE records.operator_answer SET outcome = 'done'", '----'],
  ['SELECT * FROM records.access_log', '---a'],
  ["SELECT records.write_access('a', 'b', 'c', '[]', null, 'denied', null, null)", 'x--a'],
  ["SELECT * FROM records.accesses_of('a', 1, 1)", 'x---'],
  ['SELECT * FROM records.case_read', '---a'],
  ["UPDATE records.access_log SET who = ''", '----'],
  ['DELETE FROM records.access_log', '----'],
  ['TRUNCATE records.access_log', '----'],
  ['SELECT * FROM records.reaction_position', '-p-a'],
  ['DELETE FROM records.reaction_position', '-p--'],
];

const tableOf = (entity: unknown): string =>
  getMetadataArgsStorage().tables.find(({ target }) => target === entity)?.name ?? '';

/** Tables, columns, constraints, indexes and views of the schema read, with their grants, as text. */
const DESCRIPTION = `
  SELECT 'table' AS kind, relname AS name, relacl::text AS said FROM pg_class
  WHERE relnamespace = 'read'::regnamespace AND relkind IN ('r', 'v')
  UNION ALL SELECT 'column', attrelid::regclass || '.' || attname, format_type(atttypid, atttypmod) || attnotnull
  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
  WHERE relnamespace = 'read'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
  UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'read'::regnamespace
  UNION ALL SELECT 'index', tablename || '.' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'read'
  UNION ALL SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = 'read'
  ORDER BY 1, 2`;

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

  const whoMay = async (statement: string): Promise<string> => {
    let found = '';
    for (const [index, role] of ROLES.entries()) found += (await may(role, statement)) ? 'xpra'[index] : '-';
    return found;
  };

  it.each(CELLS)('%s: %s', async (statement, expected) => {
    expect(await whoMay(statement)).toBe(expected);
  });

  it('may the same after every table was rebuilt and swapped, and nothing holds on to the old ones', async () => {
    const tables = allProjections.flatMap(({ models }) => models.map(({ entity }) => tableOf(entity)));
    const described = () => client.query(DESCRIPTION).then(({ rows }) => rows);
    const before = await described();
    await client.query('SET ROLE homeward_projector');
    for (let swap = 0; swap < 2; swap += 1) {
      await client.query('SELECT read.make_side_tables($1, $2)', [tables, tables.slice(1)]);
      await client.query('SELECT read.index_side_tables($1)', [tables]);
      await client.query('SELECT read.swap_side_tables($1)', [tables]);
    }
    await client.query("SELECT read.forget_tables('read_old', $1)", [tables]);
    await client.query('RESET ROLE');
    expect(await described()).toEqual(before);
    expect(before.length).toBeGreaterThan(20);
    const found = [];
    for (const [statement] of CELLS) found.push([statement, await whoMay(statement)]);
    expect(found).toEqual(CELLS);
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
    expect([a.length, b.length].sort((x, y) => x - y)).toEqual([
      0,
      readMigrations.length + recordsMigrations.length,
    ]);
    expect(await migrateDatabase(url, readMigrations)).toEqual([]);
    await drop();
  });
});
