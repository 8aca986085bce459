import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { followLog } from './follow-log.js';
import { mustOwnTheirTables } from './ownership.js';
import { projectionsDatabase } from './projections-database.js';
import type { ProjectionsOptions } from './projections-options.js';
import { takeProjectorLock } from './projector-lock.js';
import { runRebuilds } from './rebuild/run-rebuilds.js';
import { whatWasLost } from './what-was-lost.js';

const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Keeps every projection up with the log until the signal aborts; then it ends quietly, its last batch whole. Waits
 * as a standby while another projector holds the database. Beside that it fills tables anew where a version was raised or an
 * operator asked for it, in this thread unless `rebuild` does so elsewhere. Lost databases are tried again, at growing intervals.
 */
export async function runProjections(
  options: ProjectionsOptions,
  rebuild: (options: ProjectionsOptions) => Promise<void> = runRebuilds,
): Promise<void> {
  mustOwnTheirTables(options.projections);
  const stopping = new AbortController();
  const whole = { ...options, signal: AbortSignal.any([options.signal, stopping.signal]) };
  const parts = [keepUp(whole), rebuild(whole)].map((part) => part.finally(() => stopping.abort()));
  await Promise.allSettled(parts);
  await Promise.all(parts);
}

async function keepUp(options: ProjectionsOptions): Promise<void> {
  const { projections, databaseUrl, signal, log, status } = options;
  const database = projectionsDatabase(databaseUrl, projections);
  let pause = SHORTEST_PAUSE_MS;
  try {
    while (!signal.aborted) {
      const error = await session(options, database).catch((failure: unknown) => failure);
      if (error === 'asked') continue;
      if (status.phase === 'following') pause = SHORTEST_PAUSE_MS;
      status.phase = 'waiting';
      if (signal.aborted) break;
      log.warn({ error: whatWasLost(error), pause }, 'projections interrupted; trying again');
      await delay(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  } finally {
    if (database.isInitialized) await database.destroy();
  }
}

/** From taking the lock to losing it, or whatever else is needed; or until it is asked to look at the checkpoints again. */
async function session(options: ProjectionsOptions, database: DataSource): Promise<'asked' | undefined> {
  const { databaseUrl, signal, log, status } = options;
  const lock = await takeProjectorLock(databaseUrl, signal, () => {
    status.phase = 'standby';
    log.info('another projector holds this database; standing by');
  });
  try {
    if (!database.isInitialized) await database.initialize();
    await followLog(options, database, AbortSignal.any([signal, lock.lost, lock.asked]));
    return lock.asked.aborted ? 'asked' : undefined;
  } finally {
    await lock.release().catch(() => undefined);
  }
}
