import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { expect } from '@jest/globals';
import { isSound } from '#libs/audit/src/verify/findings.js';
import { verify } from '#libs/audit/src/verify/verify.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { askToRebuild } from '#libs/projections/src/ask-projector.js';
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
/** Events a second. What is left over from an earlier cycle slows all others down, while the log grows. */
const SLOWEST = 300;
/** So that a swap is met when it has only just been made. */
const CLOSELY_MS = 2;

type Random = (below: number) => number;

interface Cycle {
  /** For `live`, one was just swapped in. */
  readonly state: RebuildState;
  /** What is checked before anything is killed. */
  readonly check: () => Promise<unknown>;
  readonly kill: () => Promise<unknown>;
}

/**
 * Has a rebuild begin, waits until one is in this state, and kills: while it is held there, or a moment after it was let go of. Answers in
 * which states rebuilds were just before.
 */
export async function killIn(
  { state, check, kill }: Cycle,
  place: Place,
  events: number,
  random: Random,
): Promise<RebuildState[]> {
  // One that takes about a second is met amid its reading, another also as it writes.
  const isSlow = state === 'replaying' && random(2) === 0;
  const throttle = isSlow ? Math.max(SLOWEST, Math.ceil((events * 2) / 3)) : null;
  // Who is held up amid a swap has locked the tables that are read.
  const isReadable = state !== 'ready' && state !== 'live';
  if (!isReadable) await check();
  return withDatabase(place, async (db) => {
    await hold(db, state);
    const before = await finishedMustAgree(db);
    const states = async () => newIn(before, await finishedMustAgree(db));
    let isAsked = false;
    const met = eventually(async () => {
      isAsked ||= await askedForOne(db, throttle, random);
      const now = await states();
      return now.includes(state) || `${now.join(', ')}, none ${state}: ${place.parts.projector.lastWords}`;
    }, CLOSELY_MS);
    await Promise.all([met, isReadable ? check() : null]);
    if (random(2) === 0) await letGo(db);
    await pause(2 ** random(8));
    const last = await states();
    await kill();
    return last;
  });
}

/** A projection by chance; false while all are being rebuilt. */
async function askedForOne(db: pg.Client, throttle: number | null, random: Random): Promise<boolean> {
  const rebuilds = await readRebuilds(db);
  const busy = new Set(rebuilds.filter(isUnderWay).map(({ projection }) => projection));
  const left = allProjections.filter(({ name }) => !busy.has(name));
  const projection = left[random(left.length)];
  if (projection === undefined) return false;
  await askToRebuild(db, { who: 'faults', why: 'random kills', projection }, throttle);
  return true;
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
