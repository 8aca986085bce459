import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { expect } from '@jest/globals';
import { isSound } from '#libs/audit/src/verify/findings.js';
import { verify } from '#libs/audit/src/verify/verify.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { askToRebuild } from '#libs/projections/src/ask-projector.js';
import type { Projection } from '#libs/projections/src/projection.js';
import type { RebuildState } from '#libs/projections/src/rebuild/rebuild-status.js';
import {
  isUnderWay,
  readRebuilds,
  type StoredRebuild,
} from '#libs/projections/src/rebuild/stored-rebuild.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { eventually } from './account.js';
import { hold, letGo } from './held.js';
import type { Place } from './place.js';

export const STATES = ['created', 'replaying', 'catching up', 'ready', 'live'] as const;
/** Events a second; the log grows more slowly. */
export const SLOWEST = 50;
/** So that a swap is met when it has only just been made. */
const CLOSELY_MS = 2;

/**
 * Has a rebuild begin, waits until one is in this state (for `live`, until one was just swapped in), and kills: while it is held there,
 * or a moment after it was let go of. Answers in which states rebuilds were just before.
 */
export async function killIn(
  state: RebuildState,
  place: Place,
  events: number,
  random: (below: number) => number,
  kill: () => Promise<unknown>,
): Promise<RebuildState[]> {
  return withDatabase(place, async (db) => {
    const before = await finishedMustAgree(db);
    await hold(db, state);
    const isSlow = state === 'replaying' && random(2) === 0;
    const throttle = isSlow ? Math.max(SLOWEST, Math.ceil(events / (1 + random(2)))) : null;
    const projection = chosen(before, random);
    if (projection !== null)
      await askToRebuild(db, { who: 'faults', why: 'random kills', projection }, throttle);
    const states = async () => newIn(before, await finishedMustAgree(db));
    await eventually(
      async () => (await states()).includes(state) || `no rebuild came to be ${state}`,
      CLOSELY_MS,
    );
    if (random(2) === 0) await letGo(db);
    await pause(2 ** random(8));
    const met = await states();
    await kill();
    return met;
  });
}

/** One by chance of those of which none is under way; null while all are. */
function chosen(rebuilds: readonly StoredRebuild[], random: (below: number) => number): Projection | null {
  const busy = new Set(rebuilds.filter(isUnderWay).map(({ projection }) => projection));
  const left = allProjections.filter(({ name }) => !busy.has(name));
  return left[random(left.length)] ?? null;
}

/** The states of those under way, and of those that went live since. */
function newIn(before: readonly StoredRebuild[], now: readonly StoredRebuild[]): RebuildState[] {
  const done = new Set(before.filter((one) => !isUnderWay(one)).map(({ startedAt }) => startedAt.getTime()));
  return now.filter(({ startedAt }) => !done.has(startedAt.getTime())).map(({ state }) => state);
}

/** Whenever everything runs, whatever is under way: all tables are what the log comes to when it is folded once more. */
export async function tablesMustBeSound(place: Place): Promise<void> {
  const { databaseUrl, eventStoreUrl, keysAt } = place;
  const store = connectEventStore(eventStoreUrl);
  const keys = await openFolderKeys(keysAt);
  try {
    await withDatabase(place, finishedMustAgree);
    const parts = { store, codec: homewardCodec(keys), databaseUrl, projections: allProjections };
    const found = await verify({ ...parts, progress: () => undefined }, { sample: 100, show: false });
    expect(isSound(found) ? [] : found).toEqual([]);
  } finally {
    await store.close();
    await keys.close();
  }
}

/** Every rebuild that was asked for comes to its end, and all is sound. Answers how many there were. */
export async function rebuildsMustAgree(place: Place): Promise<number> {
  const done = await withDatabase(place, (db) =>
    eventually(async () => {
      const { rows } = await db.query<{ outcome: string | null }>(
        `SELECT a.outcome FROM records.operator_request r LEFT JOIN records.operator_answer a ON a.request = r.id`,
      );
      const open = rows.filter(({ outcome }) => outcome === null).length;
      return open === 0 ? rows.filter(({ outcome }) => outcome === 'done').length : `${open} go on`;
    }),
  );
  await tablesMustBeSound(place);
  return done;
}

/** No row of a rebuild that went live differed from what was read before. Answers all rebuilds. */
async function finishedMustAgree(db: pg.Client): Promise<StoredRebuild[]> {
  const rebuilds = await readRebuilds(db);
  const differing = rebuilds.filter(({ differences }) => Object.values(differences ?? {}).some(Boolean));
  expect(differing).toEqual([]);
  return rebuilds;
}

export async function withDatabase<T>(
  { databaseUrl }: Place,
  work: (db: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
