import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Known, ReadModel } from '#libs/projections/src/projection.js';
import { RowTable } from '#libs/projections/src/row-table.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { copyRows, withoutIndexes } from '../../search/copy-rows.js';
import { idOf, LINES_OF_AN_INTAKE, type Numbers } from './numbers.js';
import { rowsOf, ToldLog } from './project.js';
import { eventsOfCase } from './told-cases.js';
import { eventsOfAgreement, eventsOfExchange, eventsOfIntake } from './told-others.js';

const AT_ONCE = 2_000;
const READS_OF_A_CASE = 3;

/**
 * Fills all tables, by COPY, with what the projections' own functions make of fictional people: only the log, its encryption and its
 * order are left out. Each case was read three times, as the access log says. `tell`: how many cases are done.
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
    const tables = new Map<ReadModel<never>, RowTable>(
      models.map((model) => [model, new RowTable(database.getMetadata(model.entity))]),
    );
    const write = async (events: readonly Known[]): Promise<void> => {
      for (const projection of allProjections)
        for (const [model, rows] of rowsOf(projection, events)) {
          const table = tables.get(model);
          if (table !== undefined && rows.length > 0) await copyRows(client, table, rows);
        }
    };
    const indexes = await withoutIndexes(client);
    const log = new ToldLog();
    for (const stream of otherStreams(log, numbers)) await write(stream);
    for (let from = 0; from < numbers.cases; from += AT_ONCE) {
      await write(casesFrom(log, from, numbers));
      tell(Math.min(from + AT_ONCE, numbers.cases));
    }
    await standAt(client, log.position);
    await readEachCase(client);
    for (const index of indexes) await client.query(index);
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
    await database.destroy();
  }
}

function* otherStreams(log: ToldLog, numbers: Numbers): Generator<Known[]> {
  for (let index = 0; index < numbers.agreements; index += 1)
    yield log.stream(`agreement-${idOf('agreement', index)}`, eventsOfAgreement(index));
  for (let index = 0; index < numbers.exchanges; index += 1)
    yield log.stream(`exchange-${idOf('exchange', index)}`, eventsOfExchange(index, numbers));
  for (let index = 0; index < numbers.intakes; index += 1)
    yield log.stream(`intake-${idOf('intake', index)}`, eventsOfIntake());
}

function casesFrom(log: ToldLog, from: number, numbers: Numbers): Known[] {
  const events: Known[] = [];
  for (let index = from; index < Math.min(from + AT_ONCE, numbers.cases); index += 1) {
    const intake = idOf('intake', Math.floor(index / LINES_OF_AN_INTAKE));
    const line = { intake, ref: `line-${index % LINES_OF_AN_INTAKE}` };
    events.push(...log.stream(`case-${idOf('case', index)}`, eventsOfCase(index, numbers), line));
  }
  return events;
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
