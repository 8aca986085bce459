import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { Live } from '#libs/projections/src/testing/live.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import * as given from '#libs/read-models/src/testing/events.js';
import { stageJob } from './jobs/stage.job.js';
import { waitingJob } from './jobs/waiting.job.js';
import { weekJob } from './jobs/week.job.js';
import { madeAtOnce, type Job } from './print-report.js';
import type { Cell } from './report.js';

const { AGREEMENT, EXCHANGE, OF_EXCHANGE, OF_PERSON, basis } = given;
const WITHHELD = { withheld: 'embargoed until the exchange is complete' };

describe('Reports, as a login that has the role of reporters', () => {
  let live: Live;
  let reporter: DataSource;
  const login = `reporter_${randomUUID().replaceAll('-', '')}`;
  const settled = async (position: bigint) => {
    for (const { name } of allProjections) await live.passed(name, position);
  };
  const made = async (job: Job) => (await madeAtOnce(job, reporter)).report;
  const figureOf = (rows: readonly (readonly Cell[])[], ...cells: readonly Cell[]) =>
    rows.find((row) => cells.every((cell) => row.includes(cell)))?.[6];

  beforeAll(async () => {
    live = await Live.start(readMigrations);
    await live.rows(`CREATE ROLE ${login} LOGIN PASSWORD 'only-in-tests' IN ROLE homeward_reporter`);
    const url = Object.assign(new URL(live.databaseUrl), { username: login, password: 'only-in-tests' }).href;
    reporter = await new DataSource({ type: 'postgres', url }).initialize();
    live.run(allProjections);
    await live.append(`agreement-${AGREEMENT}`, null, given.reached, given.disclosed);
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed, given.handedOver(0, 5));
    await live.append(OF_PERSON, null, given.opened, given.captured, given.inStage, given.returned);
    const counts = [
      { speaker: 'coordination-headquarters', count: 1200, bound: 'exact', basis },
      {
        speaker: 'other-side',
        count: 1248,
        bound: 'exact',
        basis: [{ kind: 'event', stream: OF_EXCHANGE, revision: 2 }, ...basis],
      },
    ] as const;
    await settled(
      await live.append(`reception-99999999-0000-4000-8000-000000000000`, null, {
        type: 'ContainersReceived',
        data: {
          occurredAt: edtf('2025-06-14'),
          direction: 'to-ukraine',
          agreement: AGREEMENT,
          counts,
          basis,
        },
      }),
    );
  });
  afterAll(async () => {
    await reporter.destroy();
    await live.rows(`DROP ROLE ${login}`);
    await live.close();
  });

  it('read views only: every table is refused, and every function that reads one', async () => {
    const tables = await live.rows<{ name: string }>(
      "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('read', 'records')",
    );
    expect(tables.length).toBeGreaterThan(8);
    for (const { name } of tables)
      await expect(reporter.query(`SELECT * FROM ${name}`)).rejects.toThrow('permission denied');
    const functions = await live.rows(
      `SELECT p.oid::regprocedure::text AS name FROM pg_proc p
       WHERE p.pronamespace = ANY ('{read,records}'::regnamespace[]) AND has_function_privilege($1, p.oid, 'EXECUTE')`,
      [login],
    );
    expect(functions).toEqual([{ name: 'read.rank_group_on(jsonb,text)' }]);
  });

  it('withhold every figure of an embargoed exchange, and say why; what is stated stands beside', async () => {
    const { title, rows } = await made(stageJob(EXCHANGE, null));
    expect(title).toBe('stage 4, planned for 2025-06-14');
    expect(rows.filter((row) => row[4] === 'our manifests').map((row) => row[6])).toEqual([
      WITHHELD,
      { withheld: 'an exchange under this agreement is embargoed until it is complete' },
    ]);
    expect(figureOf(rows, 'the President of Ukraine', 'more than')).toBe(1000);
    expect(figureOf(rows, 'the Coordination Headquarters', 'exact')).toBe(1200);
    expect(figureOf(rows, 'the other side', 'exact')).toBe(1248);
    expect(JSON.stringify(rows)).not.toContain('exchange e');
    expect(await made(stageJob(null, civilDay('2025-06-14')))).toMatchObject({ rows });
  });

  it('say of a week what was stated and what is withheld', async () => {
    const june = await made(weekJob(civilDay('2025-06-11')));
    expect(june.title).toBe('The week from 2025-06-09 to 2025-06-15');
    expect(june.notes).toContain('Exchanges: 1; receptions of containers: 1; stated figures: 0.');
    expect(figureOf(june.rows, 'stage 4', 'all')).toEqual(WITHHELD);
    const july = await made(weekJob(civilDay('2025-07-23')));
    expect(july.rows.map((row) => [row[4], row[6]])).toEqual([['the President of Ukraine', 1000]]);
  });

  it('count whom families wait for without the returns that are embargoed, and with them once they may be told', async () => {
    const waiting = () => made(waitingJob(civilDay('2025-06-20')));
    expect((await waiting()).rows).toEqual([
      ['less than a year', 0, 0, 0],
      ['1 year', 0, 0, 0],
      ['2 years', 0, 0, 0],
      ['3 years', 1, 0, 1],
      ['since a day not known', 0, 0, 0],
      ['all', 1, 0, 1],
    ]);
    await settled(await live.append(OF_EXCHANGE, 2, given.completed));
    expect((await waiting()).rows).toEqual([
      ['since a day not known', 0, 0, 0],
      ['all', 0, 0, 0],
    ]);
    const { rows } = await made(stageJob(EXCHANGE, null));
    expect(figureOf(rows, 'people handed over', 'all')).toBe(5);
    expect(figureOf(rows, 'under Istanbul, second round')).toBe(3);
    expect(figureOf(rows, 'of a rank not known')).toBe(5);
    expect(figureOf(rows, 'Istanbul, second round', 'our manifests')).toBe(3);
  });

  it('name the event up to which the log was read, and say when the tables stand still', async () => {
    const [{ id }] = (await live.rows<{ id: string }>(
      "SELECT event_id AS id FROM read.checkpoint WHERE projection = 'cases'",
    )) as [{ id: string }];
    const made = await madeAtOnce(waitingJob(civilDay('2025-06-20')), reporter);
    expect(made.from.logUpTo).toBe(`event ${id}`);
    await live.rows("UPDATE read.checkpoint SET stopped = '{}' WHERE projection = 'exchanges'");
    const after = await madeAtOnce(stageJob(EXCHANGE, null), reporter);
    expect(after.report.notes.at(-1)).toContain('The tables of exchanges stand still');
    expect(after.report.rows[0]?.[6]).toEqual({
      withheld: 'what was recorded of exchanges is not being read, and may have been an embargo',
    });
  });

  it('say what to do where there is nothing to report', async () => {
    await expect(made(stageJob(null, civilDay('2024-01-01')))).rejects.toThrow(
      'No exchange was planned for 2024-01-01',
    );
  });
});
