import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { makeLogins } from '../../apps/standalone/src/database-logins.js';
import { openLocalIssuer, type LocalIssuer } from '#libs/access/src/local-issuer.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { migrateDatabase } from '#libs/records/src/migrate-database.js';
import { createKek } from '#libs/stored-events/src/kek-file.js';
import { BuiltApp, freePort, Postgres } from '../faults/parts.js';
import { fillTables } from './world/fill-tables.js';
import { idOf, numbersFor } from './world/numbers.js';

const TOKEN = { issuer: 'https://id.example.org', audience: 'homeward' };
/** So many caseworkers read, each of an office of their own where there are as many offices. */
export const CASEWORKERS = 100;

/** An api on tables of so many cases. */
export interface FilledApi {
  readonly cases: number;
  readonly url: string;
  readonly databaseUrl: string;
  readonly tokens: { readonly caseworkers: readonly string[] } & Record<'auditor' | 'supervisor', string>;
}

/** An api for each number of cases, on databases of one PostgreSQL, which syncs nothing to the disk: its log of accesses neither. */
export async function openTablesPlace(sizes: readonly number[], tell: (text: string) => void) {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-bench-'));
  await chmod(folder, 0o711);
  const [keys, kek, consistencyKey, jwks] = ['keys', 'kek', 'consistency-key', 'jwks.json'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  await createKek(kek);
  await writeFile(consistencyKey, randomBytes(32).toString('base64'), { mode: 0o600 });
  const issuer = await openLocalIssuer({
    ...TOKEN,
    privateKeyFile: join(folder, 'token-key'),
    jwksFile: jwks,
  });
  const postgres = new Postgres(join(folder, 'postgres'));
  await postgres.start();
  const storePort = await freePort();
  const storeArgs = ['--data', join(folder, 'event-store'), '--port', String(storePort)];
  const store = new BuiltApp('event-store', folder, {}, storeArgs);
  await store.start();
  const running = [store];
  const apis: FilledApi[] = [];
  const databases: { readonly cases: number; readonly url: string }[] = [];
  for (const cases of sizes) {
    const url = await newDatabase(postgres.url, `of_${cases}`);
    await migrateDatabase(url, readMigrations);
    await fillTables(url, numbersFor(cases), (done) =>
      tell(`tables of ${cases} cases: ${Math.floor((done / cases) * 100)} %`),
    );
    databases.push({ cases, url });
  }
  const logins = await makeLogins(databases[0]?.url ?? postgres.url, ['api']);
  for (const { cases, url } of databases) {
    const port = await freePort();
    const api = new BuiltApp('api', folder, {
      EVENTSTORE_URL: `esdb://127.0.0.1:${storePort}?tls=false`,
      KEYS_FOLDER: keys,
      KEK_FILE: kek,
      DATABASE_URL: inDatabase(logins.api, url),
      PORT: String(port),
      TOKEN_ISSUER: TOKEN.issuer,
      TOKEN_AUDIENCE: TOKEN.audience,
      TOKEN_KEYS: jwks,
      CONSISTENCY_KEY_FILE: consistencyKey,
      REQUESTS_PER_MINUTE: '100000000',
      CASES_PER_HOUR: '100000000',
    });
    await api.start();
    running.push(api);
    const tokens = await tokensOf(issuer, numbersFor(cases).offices);
    apis.push({ cases, url: `http://127.0.0.1:${port}`, databaseUrl: url, tokens });
  }
  return {
    apis,
    async close() {
      for (const one of running.toReversed()) await one.kill();
      await postgres.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function tokensOf(issuer: LocalIssuer, offices: number): Promise<FilledApi['tokens']> {
  const caseworkers = Array.from({ length: CASEWORKERS }, (_, index) =>
    issuer.mintToken(idOf('caseworker', index), 'caseworker', { office: idOf('office', index % offices) }),
  );
  return {
    caseworkers: await Promise.all(caseworkers),
    auditor: await issuer.mintToken(idOf('auditor', 0), 'auditor'),
    supervisor: await issuer.mintToken(idOf('supervisor', 0), 'supervisor'),
  };
}

async function newDatabase(cluster: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: cluster });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return Object.assign(new URL(cluster), { pathname: `/${name}` }).href;
}

/** The same login in the database of another URL. */
function inDatabase(login: string, url: string): string {
  return Object.assign(new URL(login), { pathname: new URL(url).pathname }).href;
}
