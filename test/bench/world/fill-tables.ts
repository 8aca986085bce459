import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { DataSource } from 'typeorm';
import * as told from '#libs/cases/src/testing/sayings.js';
import type { Known, Projection } from '#libs/projections/src/projection.js';
import { copyIn } from '#libs/projections/src/rebuild/copy-in.js';
import { RowTable } from '#libs/projections/src/row-table.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { withoutIndexes } from '../../search/copy-rows.js';
import { CaseRows, type Row, type Tables } from './case-rows.js';
import { idOf, LINES_OF_AN_INTAKE, type Numbers } from './numbers.js';
import { ownOf } from './own.js';
import { rowsOf, ToldLog } from './project.js';
import { eventsOfAgreement, eventsOfExchange, eventsOfIntake } from './told-others.js';

const AT_ONCE = 2_000;
const READS_OF_A_CASE = 3;

/**
 * Fills all tables, by COPY, with what the projections' own functions make of fictional people: what a case has of its own is filled
 * into the rows of its story and of its names; the log is left out. Each case was read three times, as the
 * access log says. `tell`: how many cases are done.
 */
export async function fillTables(
  url: string,
  numbers: Numbers,
  tell: (cases: number) => void,
): Promise<void> {
  const models = allProjections.flatMap((projection) => projection.models);
  const entities = models.map(({ entity }) => entity);
  const database = await new DataSource({ type: 'postgres', url, entities }).initialize();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables: Tables = new Map(
      models.map((model) => [model, new RowTable(database.getMetadata(model.entity))]),
    );
    const indexes = await withoutIndexes(client);
    const log = new ToldLog();
    for (const stream of otherStreams(log, numbers))
      await copyAll(client, tables, foldedRows(stream, allProjections, tables));
    const caseRows = new CaseRows(OF_CASES, tables);
    let copied = Promise.resolve();
    for (let from = 0; from < numbers.cases; from += AT_ONCE) {
      const upTo = Math.min(from + AT_ONCE, numbers.cases);
      const rows = await rowsOfCases({ from, upTo, numbers, caseRows, tables, log });
      await copied;
      copied = copyAll(client, tables, rows);
      copied.catch(() => undefined);
      tell(upTo);
    }
    await copied;
    await standAt(client, log.position);
    await readEachCase(client);
    for (const index of indexes) await client.query(index);
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
    await database.destroy();
  }
}

const [OF_CASES, ...OTHERS] = allProjections as [Projection, ...Projection[]];

function* otherStreams(log: ToldLog, numbers: Numbers): Generator<Known[]> {
  for (let index = 0; index < numbers.agreements; index += 1)
    yield log.stream(`agreement-${idOf('agreement', index)}`, eventsOfAgreement(index));
  for (let index = 0; index < numbers.exchanges; index += 1)
    yield log.stream(`exchange-${idOf('exchange', index)}`, eventsOfExchange(index, numbers));
  for (let index = 0; index < numbers.intakes; index += 1)
    yield log.stream(`intake-${idOf('intake', index)}`, eventsOfIntake());
}

interface Some {
  readonly from: number;
  readonly upTo: number;
  readonly numbers: Numbers;
  readonly caseRows: CaseRows;
  readonly tables: Tables;
  readonly log: ToldLog;
}

/** Lets PostgreSQL be sent, now and then, what was made before. */
async function rowsOfCases({ from, upTo, numbers, caseRows, tables, log }: Some): Promise<Row[]> {
  const rows: Row[] = [];
  for (let index = from; index < upTo; index += 1) {
    if (index % 25 === 0) await setImmediate();
    const own = ownOf(index, numbers);
    const intake = idOf('intake', Math.floor(index / LINES_OF_AN_INTAKE));
    const line = { intake, ref: `line-${index % LINES_OF_AN_INTAKE}` };
    const begun = log.stream(`case-${own.case}`, [told.opened(), own.identity], line);
    rows.push(...caseRows.of(index, own), ...foldedRows(begun, OTHERS, tables));
  }
  return rows;
}

function foldedRows(events: readonly Known[], by: readonly Projection[], tables: Tables): Row[] {
  return by.flatMap((projection) =>
    [...rowsOf(projection, events)].flatMap(([model, rows]) =>
      rows.map((row): Row => [model, tables.get(model)?.cells(row) ?? []]),
    ),
  );
}

async function copyAll(client: pg.Client, tables: Tables, rows: readonly Row[]): Promise<void> {
  for (const [model, table] of tables) {
    const mine = rows.flatMap(([of, cells]) => (of === model ? [cells] : []));
    if (mine.length > 0) await copyIn(client, table, mine);
  }
}

/** All projections have come to the end of the log. */
async function standAt(client: pg.Client, position: bigint): Promise<void> {
  for (const { name, version } of allProjections)
    await client.query(
      `INSERT INTO read.checkpoint (projection, partition, version, position, event_id, known_from)
       VALUES ($1, 0, $2, $3, $4, now())`,
      [name, version, String(position), randomUUID()],
    );
}

async function readEachCase(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO records.access_log (who, role, route, subjects, outcome)
     SELECT $1, 'caseworker', 'GET /cases/:id', jsonb_build_array('case-' || case_id), 'allowed'
     FROM read.case_access, generate_series(1, ${READS_OF_A_CASE}) ORDER BY random()`,
    [idOf('caseworker', 0)],
  );
}
