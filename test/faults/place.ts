import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLogins } from '../../apps/standalone/src/database-logins.js';
import { openLocalIssuer } from '#libs/access/src/local-issuer.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { migrateDatabase } from '#libs/records/src/migrate-database.js';
import { createKek } from '#libs/stored-events/src/kek-file.js';
import { BuiltApp, freePort, Postgres } from './parts.js';

export const STAFF = {
  caseworker: '5aff0000-0000-4000-8000-000000000001',
  negotiator: '5aff0000-0000-4000-8000-000000000002',
} as const;
const OFFICE = '5aff0000-0000-4000-8000-0000000000ff';
const TOKEN = { issuer: 'https://id.example.org', audience: 'homeward' };

/** All of Homeward as processes of their own, from dist/, in a temporary folder. */
export async function openPlace() {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-faults-'));
  await chmod(folder, 0o711);
  const keysAt = { folder: join(folder, 'keys'), kekFile: join(folder, 'kek') };
  await createKek(keysAt.kekFile);
  const consistencyKeyFile = join(folder, 'consistency-key');
  await writeFile(consistencyKeyFile, randomBytes(32).toString('base64'), { mode: 0o600 });
  const jwksFile = join(folder, 'jwks.json');
  const issuer = await openLocalIssuer({ ...TOKEN, privateKeyFile: join(folder, 'token-key'), jwksFile });

  const postgres = new Postgres(join(folder, 'postgres'));
  await postgres.start();
  await migrateDatabase(postgres.url, readMigrations);
  const logins = await makeLogins(postgres.url, ['api', 'projector']);
  const [storePort, apiPort] = [await freePort(), await freePort()];
  const [healthPort, metricsPort] = [await freePort(), await freePort()];
  const eventStoreUrl = `esdb://127.0.0.1:${storePort}?tls=false`;
  const shared = { EVENTSTORE_URL: eventStoreUrl, KEYS_FOLDER: keysAt.folder, KEK_FILE: keysAt.kekFile };
  const storeArgs = ['--data', join(folder, 'event-store'), '--port', String(storePort)];
  const parts = {
    'event-store': new BuiltApp('event-store', folder, {}, storeArgs),
    projector: new BuiltApp('projector', folder, {
      ...shared,
      DATABASE_URL: logins.projector,
      PORT: String(healthPort),
      METRICS_PORT: String(metricsPort),
    }),
    api: new BuiltApp('api', folder, {
      ...shared,
      DATABASE_URL: logins.api,
      PORT: String(apiPort),
      TOKEN_ISSUER: TOKEN.issuer,
      TOKEN_AUDIENCE: TOKEN.audience,
      TOKEN_KEYS: jwksFile,
      CONSISTENCY_KEY_FILE: consistencyKeyFile,
      REQUESTS_PER_MINUTE: '1000000',
      CASES_PER_HOUR: '1000000',
    }),
    postgres,
  };
  await parts['event-store'].start();
  await Promise.all([parts.projector.start(), parts.api.start()]);

  return {
    parts,
    keysAt,
    eventStoreUrl,
    databaseUrl: postgres.url,
    apiUrl: `http://127.0.0.1:${apiPort}`,
    projectorUrl: `http://127.0.0.1:${healthPort}`,
    projectorMetricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    tokens: {
      caseworker: await issuer.mintToken(STAFF.caseworker, 'caseworker', { office: OFFICE }),
      negotiator: await issuer.mintToken(STAFF.negotiator, 'negotiator', { office: OFFICE }),
    },
    async close() {
      await Promise.all([parts.api.kill(), parts.projector.kill()]);
      await parts['event-store'].kill();
      await postgres.stop();
      await rm(folder, { recursive: true });
    },
  };
}

export type Place = Awaited<ReturnType<typeof openPlace>>;
