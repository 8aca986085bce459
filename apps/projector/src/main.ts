import 'reflect-metadata';
import { pino } from 'pino';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { processConfiguration } from '#libs/kernel/src/process-configuration.js';
import { runProjections } from '#libs/projections/src/run-projections.js';
import { addProcessMetrics } from '#libs/observability/src/process-metrics.js';
import { serveMetrics } from '#libs/observability/src/serve-metrics.js';
import { notBegun, type RunnerStatus } from '#libs/projections/src/runner-status.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { serveHealth } from './health.js';
import { projectorMetrics } from './metrics/projector-metrics.js';
import { react } from './react.js';
import { rebuildsApart } from './rebuilds-apart.js';
import { projectorSettings } from './settings.js';

async function main(): Promise<void> {
  const configuration = processConfiguration(projectorSettings);
  if (!configuration.ok) throw new Error(configuration.faults.join('\n'));
  const { EVENTSTORE_URL, DATABASE_URL, KEYS_FOLDER, KEK_FILE, HOST, PORT, METRICS_HOST, METRICS_PORT } =
    configuration.values;
  const log = pino({ name: 'projector', level: configuration.values.LOG_LEVEL });

  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
  // The supervisor that started this process is gone.
  process.once('disconnect', () => stopping.abort());

  const keysAt = { folder: KEYS_FOLDER, kekFile: KEK_FILE };
  const keys = await openFolderKeys(keysAt);
  const codec = homewardCodec(keys);
  const eventStore = connectEventStore(EVENTSTORE_URL);
  const status = notBegun();
  const watched = { status, reactions: {}, eventStore };
  const servers = [];
  const health = await serveHealth({ host: HOST, port: PORT }, watched);
  servers.push(health.server);
  log.info({ host: HOST, port: health.port }, 'health checks answered');
  if (METRICS_PORT !== null) {
    const registry = projectorMetrics(watched);
    addProcessMetrics(registry);
    const metrics = await serveMetrics({ host: METRICS_HOST, port: METRICS_PORT }, registry);
    servers.push(metrics.server);
    log.info({ host: METRICS_HOST, port: metrics.port }, 'metrics served');
  }
  try {
    const shared = { eventStore, codec, databaseUrl: DATABASE_URL, log, signal: stopping.signal };
    const onFollowing = (): void =>
      void process.send?.({ ready: true, port: health.port, standsStill: standsStill(status) });
    const work = [
      runProjections({ ...shared, projections: allProjections, status, onFollowing }, (options) =>
        rebuildsApart(options, {
          eventStoreUrl: EVENTSTORE_URL,
          keysAt,
          logLevel: configuration.values.LOG_LEVEL,
        }),
      ),
      react({ ...shared, keys, status: watched.reactions }),
    ].map((part) => part.finally(() => stopping.abort()));
    await Promise.allSettled(work);
    await Promise.all(work);
  } finally {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
    await eventStore.close();
    await keys.close();
    if (process.connected) process.disconnect();
  }
  log.info('stopped');
}

/** A sentence for each projection that does, for whoever started this process. */
function standsStill({ projections }: RunnerStatus): string[] {
  return Object.entries(projections).flatMap(([name, { stopped }]) =>
    stopped === null ? [] : [`The projection ${name} stands still. ${stopped.error} ${stopped.remedy}`],
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The projector failed.'}\n`);
  process.exit(1);
});
