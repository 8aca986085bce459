import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { followLog, untilAborted } from './follow-log.js';
import { Leases } from './leases/leases.js';
import { endingWhenSilent } from './leases/session.js';
import { mustOwnTheirTables } from './ownership.js';
import { projectionsDatabase } from './projections-database.js';
import type { ProjectionsOptions } from './projections-options.js';
import { runRebuilds } from './rebuild/run-rebuilds.js';
import { whatWasLost } from './what-was-lost.js';

const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Keeps every projection up with the log of which this process can have the lease, until the signal aborts; then it ends quietly, its
 * last batch whole. It stands by for those that another process holds. Beside that it fills tables anew where a version was raised or an
 * operator asked for it, in this thread unless `rebuild` does so elsewhere. Lost databases are tried again, at growing intervals.
 */
export async function runProjections(
  options: ProjectionsOptions,
  rebuild: (options: ProjectionsOptions) => Promise<void> = runRebuilds,
): Promise<void> {
  mustOwnTheirTables(options.projections);
  const stopping = new AbortController();
  const signal = AbortSignal.any([options.signal, stopping.signal]);
  const whole = { ...options, signal, databaseUrl: endingWhenSilent(options.databaseUrl) };
  const parts = [keepUp(whole), rebuild(whole)].map((part) => part.finally(() => stopping.abort()));
  await Promise.allSettled(parts);
  await Promise.all(parts);
}

async function keepUp(options: ProjectionsOptions): Promise<void> {
  const { projections, databaseUrl, signal, log, status } = options;
  const database = projectionsDatabase(databaseUrl, projections);
  const holder = randomUUID();
  let pause = SHORTEST_PAUSE_MS;
  try {
    while (!signal.aborted) {
      const error = await session(options, database, holder).catch((failure: unknown) => failure);
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

/** With one connection that keeps the leases: until that is lost, or anything else is. Then all leases are given back. */
async function session(options: ProjectionsOptions, database: DataSource, holder: string): Promise<void> {
  const { databaseUrl: url, projections, signal } = options;
  const names = projections.map(({ name }) => name);
  const wanted = { url, signal, holder, projections: names, endedBy: ['retry', 'skip', 'swapped'] };
  const leases = await Leases.open(wanted);
  try {
    if (!database.isInitialized) await database.initialize();
    while (!signal.aborted) {
      const { held, over } = leases.turn;
      const ending = AbortSignal.any([signal, over]);
      const mine = projections.filter(({ name }) => held.has(name));
      tell(options, held);
      if (mine.length > 0) await followLog({ ...options, projections: mine }, database, ending);
      else await untilAborted(ending);
      if (!ending.aborted) throw new Error('The event store told nothing more of the log.');
    }
  } finally {
    await leases.close();
  }
}

function tell({ projections, status, log }: ProjectionsOptions, held: ReadonlySet<string>): void {
  const standby = projections.map(({ name }) => name).filter((name) => !held.has(name));
  if (standby.length > 0 && String(standby) !== String(status.standby))
    log.info({ projections: standby }, 'another projector holds these; standing by for them');
  status.standby = standby;
  status.projections = Object.fromEntries(
    Object.entries(status.projections).filter(([name]) => held.has(name)),
  );
  if (held.size === 0) status.phase = 'standby';
}
