import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { PROJECTOR_CHANNEL } from '#libs/records/src/operator-requests.js';
import { Leases } from '../leases/leases.js';
import type { ProjectionsOptions } from '../projections-options.js';
import { whatWasLost } from '../what-was-lost.js';
import { carryOut } from './carry-out.js';
import { Notices } from './notices.js';
import { plan } from './plan.js';
import { ALL_REBUILDS } from './rebuild-lease.js';
import { statusOf } from './rebuild-status.js';
import { readSituation } from './situation.js';

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
  const holder = randomUUID();
  let pause = SHORTEST_PAUSE_MS;
  let said = '';
  while (!signal.aborted) {
    try {
      await watch(options, holder, () => (pause = SHORTEST_PAUSE_MS));
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

async function watch(options: ProjectionsOptions, holder: string, begun: () => void): Promise<void> {
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
    const carryOn = async (over: AbortSignal): Promise<void> => {
      // What was heard before this look is in it.
      notices.clear();
      const steps = await look();
      await carryOut(steps, { ...options, signal: AbortSignal.any([ending, over]), holder }, client, notices);
    };
    while (!ending.aborted) {
      let waitMs = LOOK_AGAIN_MS;
      const isAny = (await look()).length > 0;
      if (isAny)
        waitMs = (await withLease(databaseUrl, holder, ending, carryOn)) ? 0 : WHILE_ANOTHER_WORKS_MS;
      if (!isAny || waitMs === 0) tryStopped = false;
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

/** Works while this process has the lease on all rebuilds, and gives it back. False if another has it. Throws when it is lost amid the work. */
async function withLease(
  url: string,
  holder: string,
  signal: AbortSignal,
  work: (over: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const leases = await Leases.open({ url, holder, signal, projections: [ALL_REBUILDS], endedBy: [] });
  try {
    const { held, over } = leases.turn;
    if (held.size === 0) return false;
    await work(over);
    // Throws if it was lost.
    return leases.turn.held.size > 0;
  } finally {
    await leases.close();
  }
}
