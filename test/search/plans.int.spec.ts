import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Viewer } from '#libs/access/src/viewer.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { OfficeId, StaffId } from '#libs/kernel/src/ids.js';
import { CaseSearchHandler, CaseSearchQuery } from '#libs/read-models/src/case-names/case-search.query.js';
import type { SearchAsk } from '#libs/read-models/src/case-names/search-ask.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { keysAsked } from '#libs/policies/src/names/name-keys.js';
import type { AskedName } from '#libs/policies/src/names/names.js';
import { migratedDatabase, type FreshDatabase } from '#test/support/postgres.js';
import { seedRows, OFFICE_OF_FEW } from './seed-rows.js';

/** A million at night. */
const NAMES = Number(process.env['HOMEWARD_SEARCH_NAMES'] ?? 50_000);
const AUDITOR: Viewer = {
  id: 'c0000000-0000-4000-8000-000000000000' as StaffId,
  role: 'auditor',
  office: null,
};
const CASEWORKER: Viewer = { ...AUDITOR, role: 'caseworker', office: OFFICE_OF_FEW as OfficeId };
const NOTHING: SearchAsk = { name: null, serviceNumber: null, born: null, facts: null };
const named = (
  surname: string | null,
  givenNames: string | null = null,
  patronymic: string | null = null,
) => ({ ...NOTHING, name: { surname, givenNames, patronymic } });

const ASKS: readonly (readonly [string, SearchAsk, Viewer])[] = [
  ['a whole name', named('Гнатюк', 'Олексій', 'Іванович'), AUDITOR],
  ['a name with a typing error, romanised', named('Hnatiik', 'Oleksii'), AUDITOR],
  ['a surname alone', named('Шевченко'), AUDITOR],
  ['a short surname', named('Лй', 'Данило'), AUDITOR],
  ['a given name and patronymic', named(null, 'Зорян', 'Львович'), AUDITOR],
  ['a name and a year', { ...named('Яворська'), born: edtf('1990') }, AUDITOR],
  ['a name and facts', { ...named('Коваленко'), facts: { captivity: 'alleged' } }, AUDITOR],
  ['a name, by somebody with few cases', named('Коваленко', 'Андрій'), CASEWORKER],
  ['a service number', { ...NOTHING, serviceNumber: 'АБ-123456' }, AUDITOR],
  ['a day of birth', { ...NOTHING, born: edtf('1990-04-12') }, AUDITOR],
  ['facts that few have', { ...NOTHING, facts: { fate: 'dead' } }, AUDITOR],
  [
    'facts that all have, by somebody with few cases',
    { ...NOTHING, facts: { captivity: 'alleged' } },
    CASEWORKER,
  ],
];

/** So many of the files that fit are asked for where it is counted what is read: fewer than a sixteenth of those with a surname. */
const MOST = NAMES / 5_000;

const FOUND = 'SELECT case_id AS id FROM read.cases_named($1, $2, $3, $4, $5, $6, NULL, NULL, NULL, $7)';

/** Of this session; within a transaction they only grow. */
const READ = `
  SELECT ARRAY[pg_stat_get_xact_tuples_fetched('read.case_name'::regclass),
    pg_stat_get_xact_tuples_fetched('read.case_file'::regclass),
    pg_stat_get_xact_numscans('read.case_name_sound'::regclass)]::int[] AS read`;

const EXPLAINED = `
  LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
  SET client_min_messages = log`;

describe(`A search among ${NAMES} people`, () => {
  let database: FreshDatabase;
  let client: pg.Client;
  let explained: string[] = [];
  let search: CaseSearchHandler;
  beforeAll(async () => {
    database = await migratedDatabase(readMigrations);
    await seedRows(database.url, NAMES, 7);
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(EXPLAINED);
    client.on('notice', ({ message }) => explained.push(message ?? ''));
    // The handler's own statements on a connection that tells how PostgreSQL carries them out.
    const query = async (text: string, values: unknown[]) =>
      (await client.query(text, values)).rows as unknown;
    search = new CaseSearchHandler(Object.assign(new DataSource({ type: 'postgres' }), { query }));
  }, 3_600_000);
  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  it.each(ASKS)(
    'reads no whole table for %s',
    async (what, ask, viewer) => {
      explained = [];
      const begun = performance.now();
      const { hits } = await search.execute(new CaseSearchQuery(ask, viewer, null, 20));
      process.stdout.write(`${what}: ${hits.length} hits, ${Math.round(performance.now() - begun)} ms\n`);
      const plans = explained.join('\n');
      expect(plans).toMatch(
        /Scan (?:using|on) case_(?:name_keys|name_sound|name_born|file_facts|access_offices)/,
      );
      expect(plans).not.toMatch(/Seq Scan on (?:read\.)?case_(?:name|file|access)/);
    },
    120_000,
  );

  const soFar = async (): Promise<number[]> =>
    (await client.query<{ read: number[] }>(READ)).rows[0]?.read ?? [];

  /** What a search by name finds, and how many names and files PostgreSQL fetched, how often it looked for sounds. */
  const counted = async ({ id, office, role }: Viewer, name: AskedName, most = MOST) => {
    const { keys, sought, sound } = keysAsked(name);
    const asked = [id, office, role === 'auditor', keys, sought, sound, most];
    await client.query('BEGIN');
    const before = await soFar();
    const { rows } = await client.query<{ id: string }>(FOUND, asked);
    const after = await soFar();
    await client.query('ROLLBACK');
    const [names, files, sounds] = after.map((count, at) => count - (before[at] ?? NaN));
    return { found: rows.map(({ id: found }) => found), names, files, sounds };
  };

  it.each([
    ['a surname', { surname: 'Коваленко', givenNames: null, patronymic: null }],
    ['a surname and a given name', { surname: 'Коваленко', givenNames: 'Андрій', patronymic: null }],
    ['a given name', { surname: null, givenNames: 'Андрій', patronymic: null }],
  ])(
    'reads of %s that many share as much as it hands on, and a few times as much of what it compares',
    async (_, name) => {
      const everybody = await counted(AUDITOR, name, NAMES);
      expect(everybody.found.length).toBeGreaterThan(16 * MOST);
      const { found, names, files, sounds } = await counted(AUDITOR, name);
      expect(found).toHaveLength(MOST);
      expect(names).toBeLessThanOrEqual(8 * MOST);
      expect(files).toBeLessThanOrEqual(MOST);
      expect(sounds).toBe(0);
    },
  );

  it('says of a name that too many share that not every file was compared, and of a rarer one that each was', async () => {
    const complete = async (ask: SearchAsk) =>
      (await search.execute(new CaseSearchQuery(ask, AUDITOR, null, 20))).complete;
    expect(await complete(named(null, 'Андрій'))).toBe(false);
    expect(await complete(named('Гнатюк', 'Олексій', 'Іванович'))).toBe(true);
  });

  it('begins with the cases of who has few, and finds the same of them', async () => {
    const { rows: own } = await client.query<{ id: string }>(
      "SELECT case_id AS id FROM read.case_access WHERE assignment -> 'offices' ? $1",
      [OFFICE_OF_FEW],
    );
    const { rows: of } = await client.query<AskedName>(
      'SELECT surname, NULL AS "givenNames", NULL AS patronymic FROM read.case_name WHERE case_id = $1',
      [own[0]?.id],
    );
    const [name = { surname: null, givenNames: null, patronymic: null }] = of;
    const { found, names } = await counted(CASEWORKER, name, NAMES);
    expect(names).toBeLessThanOrEqual(own.length);
    const ofAll = (await counted(AUDITOR, name, NAMES)).found;
    expect(ofAll.length).toBeGreaterThan(own.length);
    expect(found.toSorted()).toEqual(ofAll.filter((id) => own.some((row) => row.id === id)).toSorted());
    expect(found).not.toEqual([]);
  });
});
