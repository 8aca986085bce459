import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Viewer } from '#libs/access/src/viewer.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { OfficeId, StaffId } from '#libs/kernel/src/ids.js';
import { CaseSearchHandler, CaseSearchQuery } from '#libs/read-models/src/case-names/case-search.query.js';
import type { SearchAsk } from '#libs/read-models/src/case-names/search-ask.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { migrateDatabase } from '#libs/records/src/migrate-database.js';
import { freshDatabase, type FreshDatabase } from '#test/support/postgres.js';
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

const EXPLAINED = `
  LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
  SET client_min_messages = log`;

describe(`A search among ${NAMES} people`, () => {
  let database: FreshDatabase;
  let client: pg.Client;
  let explained: string[];
  let search: CaseSearchHandler;
  beforeAll(async () => {
    database = await freshDatabase();
    await migrateDatabase(database.url, readMigrations);
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
});
