import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino, type Logger } from 'pino';
import { processConfiguration } from '#libs/kernel/src/process-configuration.js';
import { addProcessMetrics } from '#libs/observability/src/process-metrics.js';
import { serveMetrics } from '#libs/observability/src/serve-metrics.js';
import type { ApiMetrics } from './metrics/api-metrics.js';
import { openApi } from './open-api.js';
import { readConsistencyKey, readTokenKeys } from './secrets.js';
import { apiSettings } from './settings.js';

async function main(): Promise<void> {
  const configuration = processConfiguration(apiSettings);
  if (!configuration.ok) throw new Error(configuration.faults.join('\n'));
  const settings = configuration.values;
  const log = pino({ name: 'api', level: settings.LOG_LEVEL });
  const { app, metrics, close } = await openApi({
    eventStoreUrl: settings.EVENTSTORE_URL,
    databaseUrl: settings.DATABASE_URL,
    keys: { folder: settings.KEYS_FOLDER, kekFile: settings.KEK_FILE },
    tokens: {
      keys: await readTokenKeys(settings.TOKEN_KEYS),
      issuer: settings.TOKEN_ISSUER,
      audience: settings.TOKEN_AUDIENCE,
    },
    limits: {
      requestsPerMinute: settings.REQUESTS_PER_MINUTE,
      refusalsPerMinute: settings.REFUSALS_PER_MINUTE,
      casesPerHour: settings.CASES_PER_HOUR,
    },
    consistencyKey: await readConsistencyKey(settings.CONSISTENCY_KEY_FILE),
    log,
  });
  const watching = await watch(settings, metrics, log);
  let stopping: Promise<void> | undefined;
  const end = (): void => {
    log.info('stopped');
    process.exit(0);
  };
  const stop = () => {
    watching?.close();
    stopping ??= close().then(end, fail);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  // The supervisor that started this process is gone.
  process.once('disconnect', stop);

  await listen(app.getHttpAdapter().getInstance(), settings.HOST, settings.PORT);
  const { port } = app.getHttpServer().address() as AddressInfo;
  log.info({ host: settings.HOST, port }, 'listening');
  process.send?.({ ready: true, port });
}

async function listen(
  server: { listen(at: { host: string; port: number }): Promise<string> },
  host: string,
  port: number,
): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? 'another program uses it' : (code ?? 'unknown error');
    throw new Error(
      `The api cannot listen on ${host}:${port}: ${why}. Stop that program, or choose another PORT.`,
    );
  }
}

async function watch(
  { METRICS_HOST: host, METRICS_PORT: port }: { METRICS_HOST: string; METRICS_PORT: number | null },
  { registry }: ApiMetrics,
  log: Logger,
): Promise<Server | undefined> {
  if (port === null) return undefined;
  addProcessMetrics(registry);
  const served = await serveMetrics({ host, port }, registry);
  log.info({ host, port: served.port }, 'metrics served');
  return served.server;
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : 'The api failed.'}\n`);
  process.exit(1);
}

main().catch(fail);
