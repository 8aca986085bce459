import { once } from 'node:events';
import type { DataSource } from 'typeorm';
import { opened, type Arrival } from './arrival.js';
import { inBatches } from './in-batches.js';
import { ProjectionWorker } from './projection-worker.js';
import type { ProjectionsOptions } from './projections-options.js';

const MOST = 500;

/** One follower of the whole log for all projections, each from its own checkpoint on, until the signal aborts. */
export async function followLog(
  options: ProjectionsOptions,
  database: DataSource,
  ending: AbortSignal,
): Promise<void> {
  const { projections, eventStore, codec, status, log, onFollowing } = options;
  const workers: ProjectionWorker[] = [];
  for (const projection of projections)
    workers.push(await ProjectionWorker.open(projection, database, eventStore, log));
  const begin = (): void => {
    status.phase = 'following';
    onFollowing();
  };
  const told = new Set<ProjectionWorker>();
  const report = (caughtUp: boolean): void => {
    for (const worker of workers) {
      const { stopped, projection, position, awaitsRebuild, skipped } = worker;
      if (stopped !== null && !told.has(worker)) {
        told.add(worker);
        log.error({ projection: projection.name, ...stopped }, 'projection stopped');
      }
      status.projections[projection.name] = {
        position: position === null ? null : String(position),
        caughtUp: caughtUp && stopped === null && !awaitsRebuild,
        stopped,
        awaitsRebuild,
        skipped,
      };
    }
  };
  report(false);
  const running = workers.filter(({ stopped, awaitsRebuild }) => stopped === null && !awaitsRebuild);
  if (running.length === 0) {
    begin();
    return untilAborted(ending);
  }
  const first = running.reduce((a, b) => (isBehind(a, b) ? a : b));
  const from = first.position;
  log.info({ from: from === null ? 'the start' : String(from) }, 'following the log');
  begin();

  const leaving = new AbortController();
  const followed = eventStore.follow(from, AbortSignal.any([ending, leaving.signal]), (error) => {
    if (status.eventStoreLost === null) log.warn({ error: error.message }, 'event store lost');
    status.eventStoreLost = error.message;
  });
  let reachedEnd = false;
  let { knownFrom } = first;
  try {
    for await (const batch of inBatches(followed, MOST)) {
      if (ending.aborted) break;
      status.eventStoreLost = null;
      const stored = batch.flatMap((each) => (each.kind === 'event' ? [each.event] : []));
      const arrivals = await opened(stored, codec, knownFrom);
      knownFrom = arrivals.at(-1)?.knownFrom ?? knownFrom;
      await takeAll(workers, arrivals);
      reachedEnd ||= stored.length < batch.length;
      report(reachedEnd && batch.length < MOST);
    }
  } finally {
    leaving.abort();
  }
}

/** All side by side; the first failure is thrown when none is at work any more. */
async function takeAll(workers: readonly ProjectionWorker[], batch: readonly Arrival[]): Promise<void> {
  const outcomes = await Promise.allSettled(workers.map((worker) => worker.take(batch)));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

function isBehind(a: ProjectionWorker, b: ProjectionWorker): boolean {
  return (a.position ?? -1n) < (b.position ?? -1n);
}

/** Resolves when the signal aborts. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
