import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { migratedDatabase } from '#test/support/postgres.js';
import type { Arrival } from '../arrival.js';
import type { Ask } from '../ask.js';
import { readModel, type Known, type Projection } from '../projection.js';
import { projectionsDatabase } from '../projections-database.js';
import { RowTable } from '../row-table.js';
import { Counted, countingMigrations } from '../testing/counting.js';
import { ALL_REBUILDS } from './rebuild-lease.js';
import { Rebuilding } from './rebuilding.js';
import { SideRows } from './side-rows.js';
import { SideTables } from './side-tables.js';
import { createRebuild, readRebuild } from './stored-rebuild.js';

const CHARACTERS = 100_000;
/** Of rows of that length, as many as SideRows keeps of what is written. */
const KEPT = (4 * 1_024 * 1_024) / CHARACTERS;
const AT_ONCE = 10;
const STREAMS = Array.from({ length: 200 }, (_, index) => `case-${index}`);
/** It makes a stretch of its own of whatever it is among. */
const MUCH_DATA = { length: 64 * 1_024 * 1_024 } as Uint8Array;

const model = readModel<Counted>({
  entity: Counted,
  keys: ({ stream }) => [{ stream }],
  fold: (_row, { stream, revision, position }) => ({
    stream,
    revision,
    position: String(position),
    events: 1,
    knownFrom: ['x'.repeat(CHARACTERS)],
  }),
});
const projection: Projection = { name: 'counting', version: 1, streams: ['case'], models: [model] };

function arrivalOf(stream: string, index: number): Arrival {
  const known = { stream, revision: 0, position: BigInt(index) } as Partial<Known> as Known;
  const stored = { stream, id: randomUUID(), position: BigInt(index), data: MUCH_DATA };
  return { kind: 'event', stored: stored as Arrival['stored'], knownFrom: new Date(0), known };
}

describe('A rebuild that folds while it writes', () => {
  let database: Awaited<ReturnType<typeof migratedDatabase>>;
  let tables: DataSource;
  let client: pg.Client;
  beforeEach(async () => {
    database = await migratedDatabase(countingMigrations);
    tables = await projectionsDatabase(database.url, [projection]).initialize();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await tables.destroy();
    await database.drop();
  });

  it('holds no more rows in memory than it says, and what is being written', async () => {
    const holder = randomUUID();
    await client.query("INSERT INTO read.lease VALUES ($1, 0, $2, clock_timestamp() + interval '1 hour')", [
      ALL_REBUILDS,
      holder,
    ]);
    await new SideTables(client, ['counted']).make(['counted']);
    const about = { projection: 'counting', version: 1, definition: '', throttle: null, request: null };
    await createRebuild(client, holder, about);
    const rows = new SideRows(model, new RowTable(tables.getMetadata(Counted), 'read_next'), true);
    const stored = await readRebuild(client, 'counting');
    const rebuilding = new Rebuilding(projection, stored, client, holder, [rows], new Set());

    const arrivals = STREAMS.map(arrivalOf);
    for (let at = 0; at < arrivals.length; at += AT_ONCE)
      await rebuilding.take(arrivals.slice(at, at + AT_ONCE));
    await rebuilding.written();
    expect((await client.query('SELECT FROM read_next.counted')).rowCount).toBe(STREAMS.length);

    let lookedFor: readonly unknown[] = [];
    const ask: Ask = (_statement, [keys]) => {
      lookedFor = keys as readonly unknown[];
      return Promise.resolve([]);
    };
    const touching = (stream: string) => ({
      touched: rows.touched({ stream } as Partial<Known> as Known).map((row) => [rows, row] as const),
    });
    await rows.fetch(ask, STREAMS.map(touching));
    expect(STREAMS.length - lookedFor.length).toBeLessThan(KEPT + 3 * AT_ONCE);
  });
});
