import 'reflect-metadata';
import { pino } from 'pino';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { readConfiguration } from '#libs/kernel/src/configuration.js';
import { runProjections } from '#libs/projections/src/run-projections.js';
import { notBegun } from '#libs/projections/src/runner-status.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { serveHealth } from './health.js';
import { react } from './react.js';
import { projectorSettings } from './settings.js';

const log = pino({ name: 'projector' });

async function main(): Promise<void> {
  const configuration = readConfiguration(projectorSettings, process.env);
  if (!configuration.ok) throw new Error(configuration.faults.join('\n'));
  const { EVENTSTORE_URL, DATABASE_URL, KEYS_FOLDER, KEK_FILE, HOST, PORT } = configuration.values;

  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
  // The supervisor that started this process is gone.
  process.once('disconnect', () => stopping.abort());

  const keys = await openFolderKeys({ folder: KEYS_FOLDER, kekFile: KEK_FILE });
  const codec = homewardCodec(keys);
  const eventStore = connectEventStore(EVENTSTORE_URL);
  const status = notBegun();
  const health = await serveHealth({ host: HOST, port: PORT }, status);
  log.info({ host: HOST, port: health.port }, 'health checks answered');
  try {
    const shared = { eventStore, codec, databaseUrl: DATABASE_URL, log, signal: stopping.signal };
    const onFollowing = (): void => void process.send?.({ ready: true, port: health.port });
    const work = [
      runProjections({ ...shared, projections: allProjections, status, onFollowing }),
      react({ ...shared, keys }),
    ].map((part) => part.finally(() => stopping.abort()));
    await Promise.allSettled(work);
    await Promise.all(work);
  } finally {
    health.server.close();
    health.server.closeAllConnections();
    await eventStore.close();
    await keys.close();
    if (process.connected) process.disconnect();
  }
  log.info('stopped');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The projector failed.'}\n`);
  process.exit(1);
});
