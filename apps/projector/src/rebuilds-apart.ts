import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ProjectionsOptions } from '#libs/projections/src/projections-options.js';
import type { RunnerStatus } from '#libs/projections/src/runner-status.js';

export interface RebuildsWorkerData {
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  readonly keysAt: { readonly folder: string; readonly kekFile: string };
  readonly logLevel: string;
}

/** The status of all rebuilds, as JSON. */
export type RebuildsTold = string;

/** Rows that are folded but not yet written outlive many small collections of garbage: with room for them those cost less. */
const YOUNG_GENERATION_MB = 64;

/**
 * Rebuilds in a thread of their own, with connections of their own, so that however fast they go the tables that are read are kept up.
 * Rejects when the thread dies.
 */
export async function rebuildsApart(
  { databaseUrl, status, signal }: ProjectionsOptions,
  data: Omit<RebuildsWorkerData, 'databaseUrl'>,
): Promise<void> {
  const worker = new Worker(new URL('./rebuilds.worker.js', import.meta.url), {
    workerData: { ...data, databaseUrl } satisfies RebuildsWorkerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  worker.on('message', (told: RebuildsTold) => {
    status.rebuilds = JSON.parse(told) as RunnerStatus['rebuilds'];
  });
  const stop = (): void => worker.postMessage('stop');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  await once(worker, 'exit');
  if (!signal.aborted) throw new Error('The thread that rebuilds read models ended.');
}
