import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, QueryFailedError } from 'typeorm';
import { Checkpoint } from './checkpoint.entity.js';
import { followLog } from './follow-log.js';
import { mustOwnTheirTables } from './ownership.js';
import type { Projection } from './projection.js';
import type { ProjectionsOptions } from './projections-options.js';
import { takeProjectorLock } from './projector-lock.js';
import { inSafeWords } from './stop-report.js';

const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Keeps every projection up with the log until the signal aborts; then it ends quietly, its last batch whole. Waits
 * as a standby while another projector holds the database. Lost databases are tried again, at growing intervals.
 */
export async function runProjections(options: ProjectionsOptions): Promise<void> {
  const { projections, databaseUrl, signal, log, status } = options;
  mustOwnTheirTables(projections);
  const database = projectionsDatabase(databaseUrl, projections);
  let pause = SHORTEST_PAUSE_MS;
  try {
    while (!signal.aborted) {
      const error = await session(options, database).catch((failure: unknown) => failure);
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

/** A connection that knows the tables of the projections. */
export function projectionsDatabase(url: string, projections: readonly Projection[]): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [Checkpoint, ...projections.flatMap(({ models }) => models.map(({ entity }) => entity))],
    poolSize: projections.length + 1,
    poolErrorHandler: () => undefined,
    applicationName: 'homeward-projector',
  });
}

/** From taking the lock to losing it, or whatever else is needed. */
async function session(options: ProjectionsOptions, database: DataSource): Promise<void> {
  const { databaseUrl, signal, log, status } = options;
  const lock = await takeProjectorLock(databaseUrl, signal, () => {
    status.phase = 'standby';
    log.info('another projector holds this database; standing by');
  });
  try {
    if (!database.isInitialized) await database.initialize();
    await followLog(options, database, AbortSignal.any([signal, lock.lost]));
  } finally {
    await lock.release().catch(() => undefined);
  }
}

const UNDEFINED_TABLE = '42P01';

function whatWasLost(error: unknown): string {
  if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNDEFINED_TABLE)
    return 'The database lacks the tables of the projections: run the migrations (apps/projector, migrate) on DATABASE_URL.';
  if (error === undefined) return 'The connection that holds the lock of the projector was lost.';
  if (error instanceof QueryFailedError || !(error instanceof Error)) return inSafeWords(error);
  return error.message || String((error as NodeJS.ErrnoException).code);
}
