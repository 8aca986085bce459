import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openLocalIssuer } from '#libs/access/src/local-issuer.js';
import type { Role } from '#libs/access/src/roles.js';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { notBegun } from '#libs/projections/src/runner-status.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { createKek } from '#libs/stored-events/src/kek-file.js';
import { openApi, type ApiPlace } from '../../apps/api/src/open-api.js';
import { readTokenKeys } from '../../apps/api/src/secrets.js';
import { Client } from './http-client.js';
import { migratedDatabase } from './postgres.js';
import { startProjector } from './projector.js';

/** The fictional staff of the tests. */
export const STAFF: Readonly<Record<Role, string>> = {
  caseworker: '11111111-1111-4111-8111-111111111111',
  negotiator: '22222222-2222-4222-8222-222222222222',
  supervisor: '55555555-5555-4555-8555-555555555555',
  auditor: '33333333-3333-4333-8333-333333333333',
  reporter: '44444444-4444-4444-8444-444444444444',
  operator: '66666666-6666-4666-8666-666666666666',
};

/** The office of all of them, unless a test says otherwise. */
export const OFFICE = '0ff1ce00-0000-4000-8000-000000000001';

export const TOKEN = { issuer: 'https://id.example.org', audience: 'homeward' };

export type Homeward = Awaited<ReturnType<typeof start>>;

interface Options {
  readonly logLevel?: string;
  /** For a test that reads nothing but the log, and has much to write. */
  readonly withoutProjector?: boolean;
}

/** Homeward in this process: an event store in memory, a fresh database, keys in a folder, api and projector. */
export async function startHomeward(options: Options = {}): Promise<Homeward> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (let one = undo.pop(); one !== undefined; one = undo.pop()) await one();
  };
  try {
    return await start(undo, stop, options);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  undo: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
  { logLevel: level = 'info', withoutProjector = false }: Options,
) {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-e2e-'));
  undo.push(() => rm(folder, { recursive: true }));
  const keys = { folder: join(folder, 'keys'), kekFile: join(folder, 'kek') };
  await createKek(keys.kekFile);
  const eventStore = await startEventStore({ dataDir: undefined, port: 0 });
  undo.push(() => eventStore.stop());
  const database = await migratedDatabase(readMigrations);
  undo.push(() => database.drop());

  const jwksFile = join(folder, 'jwks.json');
  const issuer = await openLocalIssuer({ ...TOKEN, privateKeyFile: join(folder, 'token-key'), jwksFile });
  const tokens = new Map<Role, string>();
  for (const role of Object.keys(STAFF) as Role[])
    tokens.set(role, await issuer.mintToken(STAFF[role], role, { office: OFFICE }));

  const logged: string[] = [];
  const place: ApiPlace = {
    eventStoreUrl: eventStore.connectionString,
    databaseUrl: database.url,
    keys,
    tokens: { ...TOKEN, keys: await readTokenKeys(jwksFile) },
    limits: { requestsPerMinute: 1_000_000, refusalsPerMinute: 1_000_000, casesPerHour: 1_000_000 },
    consistencyKey: randomBytes(32),
    log: pino({ level }, { write: (line: string) => void logged.push(line) }),
  };
  const projector = withoutProjector ? null : await startProjector(place);
  undo.push(async () => projector?.stop());

  /** An api of its own on the same store and database, as another process would be. */
  const startApi = async (changed: Partial<ApiPlace> = {}) => {
    const { app, routes, metrics, close } = await openApi({ ...place, ...changed });
    let closed: Promise<void> | undefined;
    const closeOnce = () => (closed ??= close());
    undo.push(closeOnce);
    await app.listen(0, '127.0.0.1');
    const server = app.getHttpServer();
    const { port } = server.address() as AddressInfo;
    return {
      client: new Client(`http://127.0.0.1:${port}`, tokens),
      server,
      routes,
      metrics,
      close: closeOnce,
    };
  };
  const { client, routes, metrics } = await startApi();
  const store = connectEventStore(eventStore.connectionString);
  undo.push(() => store.close());

  /** How many events the log holds. */
  const countEvents = async (): Promise<number> => {
    let count = 0;
    for await (const _ of store.readAll(null)) count += 1;
    return count;
  };
  const status = projector?.status ?? notBegun();
  return {
    client,
    routes,
    metrics,
    status,
    tokens,
    issuer,
    place,
    store,
    logged,
    startApi,
    countEvents,
    stop,
  };
}
