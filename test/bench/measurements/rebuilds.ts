import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import dbClient from '@eventstore/db-client';
import pg from 'pg';
import { startPostgres } from '#libs/embedded/src/postgres/start-postgres.js';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { REACTION } from '#libs/reactions/src/react-to.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { migrateDatabase } from '#libs/records/src/migrate-database.js';
import { StoredReactionPositions } from '#libs/records/src/reaction-positions.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { temporaryKeys } from '#libs/stored-events/src/testing/temporary-keys.js';
import { BuiltApp } from '../../faults/parts.js';
import { newFolder, startStore } from '../processes.js';
import type { Lap, Measurement, Race } from '../race.js';
import { cpuOfFamily, usageOf } from '../usage.js';
import { logOfCases, type Order } from './log-of-cases.js';
import { copiedByServer, rowsWritten } from './rows-written.js';

const LOOK_MS = 50;
const CHUNK = 1_000;

/** All read models filled anew from one log, and what that costs by part. */
export const rebuilds = rebuildsOf(
  'rebuilds',
  "all read models rebuilt by a projector from a log of cases, beside the client's readAll of it; their rows written, beside a COPY of the same; CPU by part",
  'case by case',
);

/** The same where each case has long been let go of when its next event comes, so that its rows are read and written again. */
export const scattered = rebuildsOf(
  'scattered',
  'the same from a log in which the events of each case lie as far apart as they can',
  'scattered',
);

type Opened = Awaited<ReturnType<Measurement['open']>>;

function rebuildsOf(name: string, about: string, order: Order): Measurement {
  return { name, about, open: ({ events }) => open(events, order) };
}

async function open(events: number, order: Order): Promise<Opened> {
  const folder = await newFolder();
  const server = await startStore();
  const url = `esdb://127.0.0.1:${server.port}?tls=false`;
  const postgres = await startPostgres({ dataDir: join(folder.path, 'postgres'), port: 0 });
  const [postmaster] = (await readFile(join(folder.path, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  const { keys, remove, folder: keysFolder, kekFile } = await temporaryKeys();
  const codec = homewardCodec(keys);
  const store = connectEventStore(url);
  const client = dbClient.EventStoreDBClient.connectionString(url);
  const count = await logOfCases(store, codec, events, order);
  await migrateDatabase(postgres.url, readMigrations);
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  const projector = new BuiltApp('projector', folder.path, {
    EVENTSTORE_URL: url,
    DATABASE_URL: postgres.url,
    KEYS_FOLDER: keysFolder,
    KEK_FILE: kekFile,
    PORT: '0',
    LOG_LEVEL: 'warn',
  });

  const spent = new Map<string, string>();
  const timed = async (name: string, work: () => Promise<number>): Promise<Lap> => {
    const cpu = (): number[] => {
      const { user, system } = process.cpuUsage();
      const own = (user + system) / 1e6 + (usageOf(projector.pid)?.cpuSeconds ?? 0);
      return [own, usageOf(server.pid)?.cpuSeconds ?? 0, cpuOfFamily(Number(postmaster))];
    };
    const [before, begun] = [cpu(), performance.now()];
    const operations = await work();
    const seconds = (performance.now() - begun) / 1_000;
    if (operations !== count) throw new Error(`${operations} events were read of ${count}.`);
    const [own, log, tables] = cpu().map((now, part) => ((now - (before[part] ?? 0)) / count) * 1e6);
    spent.set(name, `reader ${own?.toFixed(1)}, store ${log?.toFixed(1)}, PostgreSQL ${tables?.toFixed(1)}`);
    return { operations, seconds };
  };
  const lap = (name: string, work: () => Promise<number>) => () => timed(name, work);

  const rawReadAll = async (): Promise<number> => {
    let read = 0;
    for await (const { event } of client.readAll()) if (event && !event.type.startsWith('$')) read += 1;
    return read;
  };
  const readAll = async (): Promise<number> => {
    let read = 0;
    for await (const chunk of store.readAllInChunks(null, CHUNK)) read += chunk.length;
    return read;
  };
  const decodeAll = async (): Promise<number> => {
    let read = 0;
    for await (const chunk of store.readAllInChunks(null, CHUNK))
      read += (await codec.decodeAll(chunk)).filter(({ kind }) => kind === 'event').length;
    return read;
  };
  /** By a projector that runs already, as it does where somebody asks for a rebuild. */
  const rebuildAll = async (): Promise<Lap> => {
    await awaitRebuild(db);
    await reactionsAtTheEnd(store, postgres.url);
    await projector.start();
    try {
      return await timed('all read models rebuilt', () => untilLive(db).then(() => count));
    } finally {
      await projector.kill();
    }
  };
  const raw = { 'raw client': lap("the client's readAll", rawReadAll) };
  const rebuilt = (name: string): Race => ({
    name,
    unit: 'events',
    contenders: { ours: rebuildAll, ...raw },
  });
  const all: Race[] = [
    { name: 'log read', unit: 'events', contenders: { ours: lap('log read', readAll), ...raw } },
    {
      name: 'log read and decoded',
      unit: 'events',
      contenders: { ours: lap('log read and decoded', decodeAll), ...raw },
    },
    rebuilt('all read models rebuilt'),
    {
      name: 'rows written',
      unit: 'rows',
      contenders: { ours: () => rowsWritten(db), floor: () => copiedByServer(db) },
    },
  ];
  return {
    races: order === 'scattered' ? [rebuilt('rebuilt, events scattered')] : all,
    notes: () =>
      Promise.resolve([
        [
          `CPU seconds per million events, of ${count}, in the last turn:`,
          ...[...spent].map(([name, parts]) => `  ${name}: ${parts}`),
        ].join('\n'),
      ]),
    async close() {
      await db.end();
      await client.dispose();
      await store.close();
      await remove();
      await postgres.stop();
      await server.stop();
      await folder.remove();
    },
  };
}

/** As if every projection had been raised by a version since its tables were filled. */
async function awaitRebuild(db: pg.Client): Promise<void> {
  await db.query('DELETE FROM read.rebuild');
  for (const { name } of allProjections)
    await db.query(
      `INSERT INTO read.checkpoint (projection, partition, version) VALUES ($1, 0, 0)
       ON CONFLICT (projection, partition) DO UPDATE SET version = 0, position = NULL, event_id = NULL`,
      [name],
    );
}

/** As they are where a projector has been running: else it would follow the log from its start for them, too. */
async function reactionsAtTheEnd(store: EventStore, databaseUrl: string): Promise<void> {
  const end = await store.rest(null);
  if (end === null) throw new Error('The log is empty.');
  const positions = new StoredReactionPositions(databaseUrl);
  await positions.save(REACTION.name, { position: end.last.position, eventId: end.last.id });
  await positions.close();
}

async function untilLive(db: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await db.query<{ stopped: unknown }>(
      "SELECT stopped FROM read.rebuild WHERE state = 'live' OR stopped IS NOT NULL",
    );
    if (rows.some(({ stopped }) => stopped !== null))
      throw new Error(`A rebuild stopped: ${JSON.stringify(rows)}`);
    if (rows.length === allProjections.length) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
