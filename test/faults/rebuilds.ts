import pg from 'pg';
import { expect } from '@jest/globals';
import { isSound } from '#libs/audit/src/verify/findings.js';
import { verify } from '#libs/audit/src/verify/verify.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { askToRebuild } from '#libs/projections/src/ask-projector.js';
import { isUnderWay, readRebuilds } from '#libs/projections/src/rebuild/stored-rebuild.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { eventually } from './account.js';
import type { Place } from './place.js';

/** Events a second; the log grows more slowly. */
export const SLOWEST = 50;

/**
 * Sees to it that a rebuild is under way, of a projection by chance, at a pace at which it takes a second or two. Answers when the tables
 * beside those that are read have been made, and in which states rebuilds are then.
 */
export async function rebuildUnderWay(
  place: Place,
  events: number,
  random: (below: number) => number,
): Promise<string[]> {
  return withDatabase(place, async (db) => {
    const before = await finishedMustAgree(db);
    if (before.length > 0) return before;
    const projection = allProjections[random(allProjections.length)];
    if (projection === undefined) throw new Error('There is no projection.');
    const throttle = Math.max(SLOWEST, Math.ceil(events / (1 + random(2))));
    await askToRebuild(db, { who: 'faults', why: 'random kills', projection }, throttle);
    return eventually(async () => {
      const states = await finishedMustAgree(db);
      return states.length > 0 ? states : 'no rebuild began';
    });
  });
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

/** No row of a rebuild that went live differed from what was read before. Answers the states of those under way. */
async function finishedMustAgree(db: pg.Client): Promise<string[]> {
  const rebuilds = await readRebuilds(db);
  const differing = rebuilds.filter(({ differences }) => Object.values(differences ?? {}).some(Boolean));
  expect(differing).toEqual([]);
  return rebuilds.filter(isUnderWay).map(({ state }) => state);
}

async function withDatabase<T>({ databaseUrl }: Place, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
