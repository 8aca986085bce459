import { once } from 'node:events';
import { connect } from 'node:net';
import { createHash, randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import type { MigrationInterface } from 'typeorm';
import { migrateDatabase } from '#libs/records/src/migrate-database.js';

export interface FreshDatabase {
  url: string;
  /** Breaks off whatever connections are left. */
  drop(): Promise<void>;
}

/** A new, empty database of this run's cluster. The first call of a run starts the cluster. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return copyOf(await clusterUrl(), 'template0');
}

/** One that has all this: a copy of the first that was migrated so in this run, since many specs want one for each test. */
export async function migratedDatabase(
  migrations: readonly (new () => MigrationInterface)[],
): Promise<FreshDatabase> {
  const cluster = await clusterUrl();
  const names = migrations.map(({ name }) => name).join();
  const template = `template_${createHash('sha256').update(names).digest('hex').slice(0, 32)}`;
  await onCluster(cluster, async (client) => {
    // The workers of Jest share the cluster; the lock goes with the connection.
    await client.query('SELECT pg_advisory_lock(1)');
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount !== 0) return;
    const { name, url } = await copyOf(cluster, 'template0');
    await migrateDatabase(url, migrations);
    await client.query(`ALTER DATABASE ${name} RENAME TO ${template}`);
  });
  return copyOf(cluster, template);
}

async function copyOf(cluster: string, template: string): Promise<FreshDatabase & { name: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(cluster, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  return {
    name,
    url: Object.assign(new URL(cluster), { pathname: `/${name}` }).href,
    drop: () => run(cluster, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function clusterUrl(): Promise<string> {
  const socket = connect(Number(process.env['TEST_POSTGRES_PORT']), '127.0.0.1');
  await once(socket, 'connect');
  const answer = JSON.parse(await text(socket)) as { url: string } | { error: string };
  if ('error' in answer) throw new Error(answer.error);
  return answer.url;
}

const run = (url: string, statement: string): Promise<void> =>
  onCluster(url, async (client) => void (await client.query(statement)));

async function onCluster(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end();
  }
}
