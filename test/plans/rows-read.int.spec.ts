import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Viewer } from '#libs/access/src/viewer.js';
import { agreementId, caseId, exchangeId, intakeId, officeId, staffId } from '#libs/kernel/src/ids.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import { FactsAsOfHandler, FactsAsOfQuery } from '#libs/read-models/src/as-of/facts-as-of.query.js';
import { FactsBetweenHandler, FactsBetweenQuery } from '#libs/read-models/src/as-of/facts-between.query.js';
import { AgreementHandler, AgreementQuery } from '#libs/read-models/src/agreement/agreement.query.js';
import {
  UnreviewedGlassHandler,
  UnreviewedGlassQuery,
} from '#libs/read-models/src/broken-glass/broken-glass.query.js';
import { CaseAccessHandler, CaseAccessQuery } from '#libs/read-models/src/case-access/case-access.query.js';
import { CaseFileHandler, CaseFileQuery } from '#libs/read-models/src/case-file/case-file.query.js';
import {
  CaseHistoryHandler,
  CaseHistoryQuery,
} from '#libs/read-models/src/case-history/case-history.query.js';
import {
  ExchangeFiguresHandler,
  ExchangeFiguresQuery,
} from '#libs/read-models/src/exchange-figures/exchange-figures.query.js';
import {
  IntakeLinesHandler,
  IntakeLinesQuery,
  LINES_ON_A_PAGE,
} from '#libs/read-models/src/intakes/intake-lines.query.js';
import { IntakeHandler, IntakeQuery } from '#libs/read-models/src/intakes/intake.query.js';
import { CaseSearchHandler, CaseSearchQuery } from '#libs/read-models/src/case-names/case-search.query.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { AccessLog } from '#libs/records/src/access-log.js';
import { fillTables } from '#test/bench/world/fill-tables.js';
import { idOf, type Numbers } from '#test/bench/world/numbers.js';
import { migratedDatabase, type FreshDatabase } from '#test/support/postgres.js';

const FEW: Numbers = { cases: 500, offices: 1, exchanges: 20, agreements: 5, intakes: 1 };
/** Four times as many of everything, and of nothing more than before to one of them. */
const MANY: Numbers = { cases: 2_000, offices: 4, exchanges: 80, agreements: 20, intakes: 4 };

const CASEWORKER: Viewer = {
  id: staffId(idOf('caseworker', 0)),
  role: 'caseworker',
  office: officeId(idOf('office', 0)),
};
const AUDITOR: Viewer = { id: staffId(idOf('auditor', 0)), role: 'auditor', office: null };
const { id: VIEWER } = CASEWORKER;
/** Came home, and is of the first office. */
const CASE = caseId(idOf('case', 20));

/** To whom fewer cases are open, of more lines it is asked whether they may be seen. */
const LINES = new IntakeLinesQuery(intakeId(idOf('intake', 0)), AUDITOR);

const ON_A_PAGE = 2;
const LISTED = { name: null, serviceNumber: null, born: null } as const;
const UNDER_ONE = 20;
/** Everybody who came home under an agreement. */
const UNDER_AGREEMENT = new CaseSearchQuery(
  { ...LISTED, facts: { listing: { agreement: agreementId(idOf('agreement', 0)) } } },
  AUDITOR,
  null,
  ON_A_PAGE,
);

const NOW: When = { validAt: null, knownAt: null };
const AS_OF: When = { validAt: null, knownAt: new Date() };

const READS: readonly (readonly [string, (db: DataSource) => Promise<unknown>])[] = [
  ['a case file', (db) => new CaseFileHandler(db).execute(new CaseFileQuery(CASE, CASEWORKER))],
  ['a history', (db) => new CaseHistoryHandler(db).execute(new CaseHistoryQuery(CASE, CASEWORKER))],
  ['an assignment', (db) => new CaseAccessHandler(db).execute(new CaseAccessQuery(CASE, CASEWORKER))],
  ['who read a case', (db) => new AccessLog(db).accessesOf(`case-${CASE}`, null, 101)],
  [
    'an exchange',
    (db) =>
      new ExchangeFiguresHandler(db).execute(
        new ExchangeFiguresQuery(exchangeId(idOf('exchange', 0)), VIEWER),
      ),
  ],
  [
    'an agreement',
    (db) => new AgreementHandler(db).execute(new AgreementQuery(agreementId(idOf('agreement', 0)), VIEWER)),
  ],
  ...(['agreement', 'exchange'] as const).flatMap(
    (kind): [string, (db: DataSource) => Promise<unknown>][] => [
      [
        `the facts about an ${kind}`,
        (db) => new FactsAsOfHandler(db).execute(new FactsAsOfQuery(kind, idOf(kind, 0), VIEWER, AS_OF)),
      ],
      [
        `what differs of an ${kind}`,
        (db) =>
          new FactsBetweenHandler(db).execute(new FactsBetweenQuery(kind, idOf(kind, 0), VIEWER, AS_OF, NOW)),
      ],
    ],
  ),
  [
    'an intake',
    (db) => new IntakeHandler(db).execute(new IntakeQuery(intakeId(idOf('intake', 0)), CASEWORKER)),
  ],
  ['broken glass', (db) => new UnreviewedGlassHandler(db).execute(new UnreviewedGlassQuery(VIEWER, null, 5))],
];

/** What tables and indexes handed out so far, in rows. */
const ROWS = `
  SELECT (SELECT sum(seq_tup_read) FROM pg_stat_user_tables) + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes) AS rows`;

async function rowsRead(client: pg.Client, read: () => Promise<unknown>): Promise<number> {
  const soFar = async (): Promise<number> => {
    await client.query('SELECT pg_stat_force_next_flush()');
    return Number((await client.query<{ rows: string }>(ROWS)).rows[0]?.rows);
  };
  const before = await soFar();
  expect(await read()).not.toBeNull();
  return (await soFar()) - before;
}

describe('From tables of four times as many cases', () => {
  const opened: { readonly database: FreshDatabase; readonly client: pg.Client; readonly db: DataSource }[] =
    [];

  beforeAll(async () => {
    for (const numbers of [FEW, MANY]) {
      const database = await migratedDatabase(readMigrations);
      await fillTables(database.url, numbers, () => undefined);
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      // So small a table is else read whole, index or not.
      await client.query('SET enable_seqscan = off');
      const query = async (text: string, values: unknown[]) =>
        (await client.query(text, values)).rows as unknown;
      opened.push({ database, client, db: Object.assign(new DataSource({ type: 'postgres' }), { query }) });
    }
  }, 120_000);

  afterAll(async () => {
    for (const { client, database } of opened) {
      await client.end();
      await database.drop();
    }
  });

  it('a page of an intake is read without asking whether later lines may be seen', async () => {
    const lines = 2 * 500;
    for (const { client, db } of opened) {
      const rows = await rowsRead(client, () => new IntakeLinesHandler(db).execute(LINES));
      // Of each line on the page: whether the case is open, and the entry may be seen.
      expect(rows).toBeLessThanOrEqual(lines + 3 * (LINES_ON_A_PAGE + 1));
    }
  });

  it('a page of a list is read without asking of later cases whether the viewer may know that they fit', async () => {
    for (const { client, db } of opened)
      expect(await rowsRead(client, () => new CaseSearchHandler(db).execute(UNDER_AGREEMENT))).toBeLessThan(
        3 * UNDER_ONE,
      );
  });

  it.each(READS)('%s is read by as few rows', async (_, read) => {
    const [few, many] = await Promise.all(opened.map(({ client, db }) => rowsRead(client, () => read(db))));
    expect(few).toBeGreaterThan(0);
    // Plans differ; what grew with the tables would be four times as much.
    expect(many).toBeLessThan((few ?? 0) * 2);
  });
});
