import { createServer, type AddressInfo } from 'node:net';
import { openLocalIssuer, type LocalIssuer } from '#libs/access/src/local-issuer.js';
import { DEMO_STAFF } from './demo-staff.js';
import { makeLogins } from './database-logins.js';
import type { DataFolder } from './data-folder.js';
import { entryOf } from './entry-of.js';
import { keepPostgres } from './keep-postgres.js';
import { OperatorError } from './operator-error.js';
import { runOnce } from './run-once.js';
import { supervise, type Supervised } from './supervise.js';
import { writeCommandSettings } from './command-settings.js';

export interface Running {
  readonly apiUrl: string;
  readonly eventStoreUrl: string;
  readonly metricsUrls: { readonly api: string; readonly projector: string };
  readonly projectorHealthUrl: string;
  /** Why what is read is not kept up, and what to do; empty when it is. */
  readonly standsStill: readonly string[];
  readonly issuer: LocalIssuer;
  stop(): Promise<void>;
}

const TOKEN = { issuer: 'https://homeward.localhost', audience: 'homeward' };

/** Starts store, PostgreSQL, projector and api, in that order, each supervised; what had started is stopped if one fails. */
export async function startParts(
  folder: DataFolder,
  apiPort: number,
  say: (line: string) => void,
  stopped: Promise<void>,
): Promise<Running> {
  const running: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const part of running.toReversed()) {
      await part.stop().catch((error: unknown) => say(`a part did not stop well: ${String(error)}`));
    }
  };
  const child = async (
    name: string,
    environment: Record<string, string>,
    args: string[] = [],
  ): Promise<Supervised> => {
    const started = await supervise(
      { name, entry: entryOf(name), args, environment, logFile: folder.log(name) },
      say,
      stopped,
    );
    running.push(started);
    return started;
  };
  try {
    await portIsFree(apiPort);
    const [storePort, healthPort] = [await freePort(), await freePort()];
    const metrics = { api: await freePort(), projector: await freePort() };
    const [, postgres] = await bothOf([
      child('event-store', {}, ['--data', folder.eventStore, '--port', String(storePort)]),
      keepPostgres(folder.postgres, say).then((started) => {
        running.push(started);
        return started;
      }),
    ]);
    await runOnce(entryOf('projector', 'migrate'), { DATABASE_URL: postgres.url });
    const logins = await makeLogins(postgres.url, ['api', 'projector', 'auditor', 'reporter']);
    const issuer = await openLocalIssuer({
      ...TOKEN,
      privateKeyFile: folder.tokenPrivateKeyFile,
      jwksFile: folder.tokenKeysFile,
    });
    const eventStoreUrl = `esdb://127.0.0.1:${storePort}?tls=false`;
    const shared = { EVENTSTORE_URL: eventStoreUrl, KEYS_FOLDER: folder.keys, KEK_FILE: folder.kekFile };
    const auditor = DEMO_STAFF.get('auditor') ?? '';
    await writeCommandSettings(folder.auditorSettings, {
      ...shared,
      DATABASE_URL: logins.auditor,
      HOMEWARD_STAFF: auditor,
    });
    await writeCommandSettings(folder.operatorSettings, { DATABASE_URL: logins.projector });
    await writeCommandSettings(folder.reporterSettings, { DATABASE_URL: logins.reporter });
    const [projector] = await bothOf([
      child('projector', {
        ...shared,
        DATABASE_URL: logins.projector,
        PORT: String(healthPort),
        METRICS_PORT: String(metrics.projector),
      }),
      child('api', {
        ...shared,
        METRICS_PORT: String(metrics.api),
        DATABASE_URL: logins.api,
        HOST: '127.0.0.1',
        PORT: String(apiPort),
        TOKEN_ISSUER: TOKEN.issuer,
        TOKEN_AUDIENCE: TOKEN.audience,
        TOKEN_KEYS: folder.tokenKeysFile,
        CONSISTENCY_KEY_FILE: folder.consistencyKeyFile,
        // The demo is sent by two people, as fast as it goes.
        REQUESTS_PER_MINUTE: '1000000',
      }),
    ]);
    const at = (port: number, path = ''): string => `http://127.0.0.1:${port}${path}`;
    return {
      apiUrl: at(apiPort),
      eventStoreUrl,
      metricsUrls: { api: at(metrics.api, '/metrics'), projector: at(metrics.projector, '/metrics') },
      projectorHealthUrl: at(healthPort, '/health/ready'),
      standsStill: (projector.ready as { standsStill: readonly string[] }).standsStill,
      issuer,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** As Promise.all, but a failure is told only once neither is on its way any more: what had started can then be stopped. */
async function bothOf<A, B>(parts: readonly [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}

const freePort = (): Promise<number> => probe(0);

/** Refused before anything is started, not after everything is. */
async function portIsFree(port: number): Promise<void> {
  try {
    await probe(port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new OperatorError(
      `The api cannot listen on 127.0.0.1:${port} (${code}). Stop the program that uses it, or choose another with --port.`,
    );
  }
}

function probe(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => resolve(taken));
    });
  });
}
