import { once } from 'node:events';
import { connect } from 'node:net';
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import pg from 'pg';

export interface FreshDatabase {
  url: string;
  /** Breaks off whatever connections are left. */
  drop(): Promise<void>;
}

/** A new, empty database of this run's cluster. The first call of a run starts the cluster. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const cluster = await clusterUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(cluster, `CREATE DATABASE ${name} TEMPLATE template0 STRATEGY file_copy`);
  return {
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

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}
