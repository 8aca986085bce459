import 'reflect-metadata';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { pino } from 'pino';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { ReadsApart } from '#libs/event-store/src/reads-apart/reads-apart.js';
import { runRebuilds } from '#libs/projections/src/rebuild/run-rebuilds.js';
import { notBegun } from '#libs/projections/src/runner-status.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import type { RebuildsTold, RebuildsWorkerData } from './rebuilds-apart.js';

/** So often it is told how far rebuilds have come. */
const TELL_MS = 200;

const { eventStoreUrl, databaseUrl, keysAt, logLevel } = workerData as RebuildsWorkerData;
const stopping = new AbortController();
parentPort?.on('message', () => stopping.abort());

const keys = await openFolderKeys(keysAt);
let reader: Worker | undefined;
const startReader = (): Worker => {
  reader = new Worker(new URL('./reads.worker.js', import.meta.url), { workerData: eventStoreUrl });
  // Without it nothing could be read any more: this thread ends too, and with it the process, which is started again.
  reader.on('error', (error) => {
    throw error;
  });
  return reader;
};
const eventStore = connectEventStore(eventStoreUrl, { readsApart: new ReadsApart(startReader) });
const status = notBegun();
let told = '';
const tell = (): void => {
  const now = JSON.stringify(status.rebuilds);
  if (now !== told) parentPort?.postMessage((told = now) satisfies RebuildsTold);
};
const telling = setInterval(tell, TELL_MS);
try {
  await runRebuilds({
    projections: allProjections,
    eventStore,
    codec: homewardCodec(keys),
    databaseUrl,
    status,
    log: pino({ name: 'projector', level: logLevel }),
    signal: stopping.signal,
    onFollowing: () => undefined,
  });
} finally {
  clearInterval(telling);
  tell();
  await reader?.terminate();
  await eventStore.close();
  await keys.close();
  parentPort?.close();
}
