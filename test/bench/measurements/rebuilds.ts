import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import dbClient from '@eventstore/db-client';
import pg from 'pg';
import { pino } from 'pino';
import { startPostgres } from '#libs/embedded/src/postgres/start-postgres.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { runProjections } from '#libs/projections/src/run-projections.js';
import { notBegun } from '#libs/projections/src/runner-status.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { migrateDatabase } from '#libs/records/src/migrate-database.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { temporaryKeys } from '#libs/stored-events/src/testing/temporary-keys.js';
import { newFolder, startStore } from '../processes.js';
import type { Lap, Measurement } from '../race.js';
import { cpuOfFamily, usageOf } from '../usage.js';
import { logOfCases } from './log-of-cases.js';

/** All read models filled anew from one log, and what that costs by part. */
export const rebuilds: Measurement = {
  name: 'rebuilds',
  about: "all read models rebuilt from a log of cases, beside the client's readAll of it; CPU by part",
  async open({ events }) {
    const folder = await newFolder();
    const server = await startStore();
    const url = `esdb://127.0.0.1:${server.port}?tls=false`;
    const postgres = await startPostgres({ dataDir: join(folder.path, 'postgres'), port: 0 });
    const [postmaster] = (await readFile(join(folder.path, 'postgres', 'postmaster.pid'), 'utf8')).split(
      '\n',
    );
    const { keys, remove } = await temporaryKeys();
    const codec = homewardCodec(keys);
    const store = connectEventStore(url);
    const client = dbClient.EventStoreDBClient.connectionString(url);
    const count = await logOfCases(store, codec, events);
    await migrateDatabase(postgres.url, readMigrations);

    const spent = new Map<string, string>();
    const timed = async (name: string, work: () => Promise<number>): Promise<Lap> => {
      const cpu = (): number[] => {
        const { user, system } = process.cpuUsage();
        return [(user + system) / 1e6, usageOf(server.pid)?.cpuSeconds ?? 0, cpuOfFamily(Number(postmaster))];
      };
      const [before, begun] = [cpu(), performance.now()];
      const operations = await work();
      const seconds = (performance.now() - begun) / 1_000;
      if (operations !== count) throw new Error(`${operations} events were read of ${count}.`);
      const [own, log, tables] = cpu().map((now, part) => ((now - (before[part] ?? 0)) / count) * 1e6);
      spent.set(
        name,
        `reader ${own?.toFixed(1)}, store ${log?.toFixed(1)}, PostgreSQL ${tables?.toFixed(1)}`,
      );
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
      for await (const _ of store.readAll(null)) read += 1;
      return read;
    };
    const decodeAll = async (): Promise<number> => {
      let read = 0;
      for await (const stored of store.readAll(null))
        read += (await codec.decode(stored)).revision >= 0 ? 1 : 0;
      return read;
    };
    const rebuildAll = async (): Promise<number> => {
      await askForAll(postgres.url);
      const stopping = new AbortController();
      const status = notBegun();
      const ended = runProjections({
        projections: allProjections,
        eventStore: store,
        codec,
        databaseUrl: postgres.url,
        status,
        log: pino({ level: 'silent' }),
        signal: stopping.signal,
        onFollowing: () => undefined,
      });
      const isLive = (): boolean =>
        allProjections.every(({ name }) => status.rebuilds[name]?.state === 'live');
      while (!isLive()) await new Promise((resolve) => setTimeout(resolve, 20));
      stopping.abort();
      await ended;
      return count;
    };
    const raw = { 'raw client': lap("the client's readAll", rawReadAll) };
    return {
      races: [
        { name: 'log read', unit: 'events', contenders: { ours: lap('log read', readAll), ...raw } },
        {
          name: 'log read and decoded',
          unit: 'events',
          contenders: { ours: lap('log read and decoded', decodeAll), ...raw },
        },
        {
          name: 'all read models rebuilt',
          unit: 'events',
          contenders: { ours: lap('all read models rebuilt', rebuildAll), ...raw },
        },
      ],
      notes: () =>
        Promise.resolve([
          [
            `CPU seconds per million events, of ${count}, in the last turn:`,
            ...[...spent].map(([name, parts]) => `  ${name}: ${parts}`),
          ].join('\n'),
        ]),
      async close() {
        await client.dispose();
        await store.close();
        await remove();
        await postgres.stop();
        await server.stop();
        await folder.remove();
      },
    };
  },
};

/** As if every projection had been raised by a version since its tables were filled. */
async function askForAll(databaseUrl: string): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  await db.query('DELETE FROM read.rebuild');
  for (const { name } of allProjections)
    await db.query(
      `INSERT INTO read.checkpoint (projection, partition, version) VALUES ($1, 0, 0)
       ON CONFLICT (projection, partition) DO UPDATE SET version = 0, position = NULL, event_id = NULL`,
      [name],
    );
  await db.end();
}
