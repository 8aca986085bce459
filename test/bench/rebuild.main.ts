import 'reflect-metadata';
import { EventStoreDBClient } from '@eventstore/db-client';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import pg from 'pg';
import { startPostgres } from '#libs/embedded/src/postgres/start-postgres.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { runProjections } from '#libs/projections/src/run-projections.js';
import { notBegun } from '#libs/projections/src/runner-status.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import * as given from '#libs/read-models/src/testing/events.js';
import { migrateDatabase } from '#libs/records/src/migrate-database.js';
import { homewardCodec, type HomewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { temporaryKeys } from '#libs/stored-events/src/testing/temporary-keys.js';
import { randomUUID } from 'node:crypto';
import { usageOf } from './usage.js';

/**
 * Rebuilds all read models from a log of so many events (100,000 by default), and reads the same log with the client's own `readAll`, in
 * turns. Prints events a second, the ratio, and CPU seconds per million events by process and by part.
 */
const EVENTS = Number(process.argv[2] ?? 100_000);
const TURNS = 3;
const PER_CASE = 5;

const folder = await mkdtemp(join(process.cwd(), '.bench-'));
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const storeMain = fileURLToPath(new URL(`../../apps/event-store/src/main.${extension}`, import.meta.url));
const storeProcess = fork(storeMain, ['--data', join(folder, 'log'), '--port', '0'], {
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
const [{ port }] = (await once(storeProcess, 'message')) as [{ port: number }];
const url = `esdb://127.0.0.1:${port}?tls=false`;
const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), port: 0 });
const keys = await temporaryKeys();
const codec = homewardCodec(keys.keys);
const store = connectEventStore(url);
const client = EventStoreDBClient.connectionString(url);
try {
  await write();
  await migrateDatabase(postgres.url, readMigrations);
  const ratios: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const raw = await timed('client readAll', rawReadAll);
    await timed('port readAll', portReadAll);
    await timed('port readAll + decoding', decodeAll);
    ratios.push((await timed('rebuild of all read models', rebuildAll)) / raw);
  }
  process.stdout.write(
    `ratio to the client's readAll: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}\n`,
  );
} finally {
  await client.dispose();
  await store.close();
  await keys.remove();
  await postgres.stop();
  storeProcess.kill();
  await once(storeProcess, 'exit');
  await rm(folder, { recursive: true, force: true });
}

async function write(): Promise<void> {
  const cases = EVENTS / PER_CASE;
  let next = 0;
  const one = async (): Promise<void> => {
    for (let index = next++; index < cases; index = next++) {
      const stream = `case-${randomUUID()}`;
      const commandId = randomUUID();
      const metadata = {
        actor: { id: given.CASEWORKER, role: 'caseworker' },
        commandId,
        digest: 'bench',
        $correlationId: commandId,
        $causationId: commandId,
      };
      const said = [given.opened, given.captured, given.agreed, given.returned, given.withdrawal(2)];
      const encoded = await Promise.all(
        said.map((event) => codec.encode(stream, event, { eventId: randomUUID(), metadata })),
      );
      await store.append(stream, 'no_stream', encoded);
    }
  };
  await Promise.all(Array.from({ length: 64 }, one));
}

/** Answers events a second. */
async function timed(name: string, work: () => Promise<void>): Promise<number> {
  const before = {
    own: process.cpuUsage(),
    store: usageOf(storeProcess.pid ?? 0)?.cpuSeconds ?? 0,
    at: performance.now(),
  };
  await work();
  const seconds = (performance.now() - before.at) / 1_000;
  const own = process.cpuUsage(before.own);
  const perMillion = (cpu: number): string => ((cpu / EVENTS) * 1_000_000).toFixed(1);
  const storeSeconds = (usageOf(storeProcess.pid ?? 0)?.cpuSeconds ?? 0) - before.store;
  process.stdout.write(
    `${name}: ${Math.round(EVENTS / seconds)} events/s; CPU s per million: own ${perMillion((own.user + own.system) / 1e6)}, store ${perMillion(storeSeconds)}\n`,
  );
  return EVENTS / seconds;
}

async function rawReadAll(): Promise<void> {
  let count = 0;
  for await (const { event } of client.readAll()) if (event && !event.type.startsWith('$')) count += 1;
  mustBeAll(count);
}

async function portReadAll(): Promise<void> {
  let count = 0;
  for await (const _ of store.readAll(null)) count += 1;
  mustBeAll(count);
}

async function decodeAll(): Promise<void> {
  let count = 0;
  for await (const stored of store.readAll(null)) {
    await codec.decode(stored);
    count += 1;
  }
  mustBeAll(count);
}

async function rebuildAll(): Promise<void> {
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  await db.query('DELETE FROM read.rebuild');
  for (const { name } of allProjections)
    await db.query(
      `INSERT INTO read.checkpoint (projection, partition, version) VALUES ($1, 0, 0)
       ON CONFLICT (projection, partition) DO UPDATE SET version = 0, position = NULL, event_id = NULL`,
      [name],
    );
  await db.end();
  const stopping = new AbortController();
  const status = notBegun();
  const ended = runProjections({
    projections: allProjections,
    eventStore: store satisfies EventStore,
    codec: codec satisfies HomewardCodec,
    databaseUrl: postgres.url,
    status,
    log: pino({ level: 'warn' }),
    signal: stopping.signal,
    onFollowing: () => undefined,
  });
  while (!allProjections.every(({ name }) => status.rebuilds[name]?.state === 'live'))
    await new Promise((resolve) => setTimeout(resolve, 20));
  stopping.abort();
  await ended;
}

function mustBeAll(count: number): void {
  if (count !== EVENTS) throw new Error(`${count} events were read of ${EVENTS}`);
}
