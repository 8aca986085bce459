import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { PROJECTOR_CHANNEL } from '#libs/records/src/operator-requests.js';
import type { ProjectionsOptions } from '../projections-options.js';
import { whatWasLost } from '../what-was-lost.js';
import { carryOut } from './carry-out.js';
import { Notices } from './notices.js';
import { plan } from './plan.js';
import { statusOf } from './rebuild-status.js';
import { readSituation } from './situation.js';

/** Any number; the same for every projector of a database. */
const LOCK = 7_180_254_913;
const LOOK_AGAIN_MS = 5_000;
const WHILE_ANOTHER_WORKS_MS = 1_000;
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Rebuilds whatever a raised version or an operator's request asks for, until the signal aborts. The projector that keeps the tables up
 * need not be the one that rebuilds: one of an earlier version goes on beside it until the new tables are swapped in.
 */
export async function runRebuilds(options: ProjectionsOptions): Promise<void> {
  const { signal, log } = options;
  let pause = SHORTEST_PAUSE_MS;
  let said = '';
  while (!signal.aborted) {
    try {
      await watch(options, () => (pause = SHORTEST_PAUSE_MS));
    } catch (error) {
      if (signal.aborted) return;
      const why = whatWasLost(error);
      if (why !== said) log.warn({ error: why }, 'rebuilds interrupted; trying again');
      said = why;
      await delay(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }
}

async function watch(options: ProjectionsOptions, begun: () => void): Promise<void> {
  const { signal, databaseUrl, projections, status } = options;
  const client = new pg.Client({
    connectionString: databaseUrl,
    keepAlive: true,
    application_name: 'homeward-rebuilds',
  });
  const notices = new Notices();
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  client.on('notification', ({ payload }) => notices.add(payload ?? ''));
  const ending = AbortSignal.any([signal, lost.signal]);
  try {
    await client.connect();
    await client.query(`LISTEN ${PROJECTOR_CHANNEL}`);
    let tryStopped = true;
    const look = async () => {
      const situation = await readSituation(client, projections, tryStopped);
      for (const rebuild of situation.rebuilds) status.rebuilds[rebuild.projection] = statusOf(rebuild);
      return plan(situation);
    };
    while (!ending.aborted) {
      let waitMs = WHILE_ANOTHER_WORKS_MS;
      if ((await look()).length === 0) {
        tryStopped = false;
        waitMs = LOOK_AGAIN_MS;
      } else if (await isMine(client)) {
        // What was heard before this look is in it.
        notices.clear();
        try {
          await carryOut(await look(), { ...options, signal: ending }, client, notices);
        } finally {
          await client.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
        }
        tryStopped = false;
        waitMs = 0;
      }
      begun();
      if (waitMs > 0 && !notices.any) await notices.next(waitMs, ending);
      tryStopped ||= notices.include('retry', 'skip');
      notices.clear();
    }
    if (!signal.aborted) throw new Error('The connection that rebuilds are carried out with was lost.');
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isMine(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [LOCK]);
  return rows[0]?.taken === true;
}
