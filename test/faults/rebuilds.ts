import pg from 'pg';
import { expect } from '@jest/globals';
import { isSound } from '#libs/audit/src/verify/findings.js';
import { verify } from '#libs/audit/src/verify/verify.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { askToRebuild } from '#libs/projections/src/ask-projector.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { eventually } from './account.js';
import type { Place } from './place.js';

/** Slow enough to be under way when something dies. */
const THROTTLE = 150;

/** Asks for the tables of one projection to be filled anew. False while PostgreSQL is not there. */
export async function askForRebuild({ databaseUrl }: Place, which: number): Promise<boolean> {
  const projection = allProjections[which % allProjections.length];
  if (projection === undefined) return false;
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await askToRebuild(client, { who: 'faults', why: 'random kills', projection }, THROTTLE);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Every rebuild that was asked for came to its end, and all tables are what the log comes to when it is folded once more. */
export async function rebuildsMustAgree({ databaseUrl, eventStoreUrl, keysAt }: Place): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const store = connectEventStore(eventStoreUrl);
  const keys = await openFolderKeys(keysAt);
  try {
    await eventually(async () => {
      const { rows } = await client.query<{ projection: string }>(
        `SELECT r.projection FROM records.operator_request r
         LEFT JOIN records.operator_answer a ON a.request = r.id WHERE a.request IS NULL`,
      );
      return rows.length === 0 ? true : `no answer to ${rows.length} requests to rebuild`;
    });
    const { rows: rebuilt } = await client.query<{ differences: Record<string, number> | null }>(
      'SELECT projection, differences FROM read.rebuild',
    );
    const differing = rebuilt.filter(({ differences }) => Object.values(differences ?? {}).some(Boolean));
    expect(differing).toEqual([]);
    const parts = { store, codec: homewardCodec(keys), databaseUrl, projections: allProjections };
    const found = await verify({ ...parts, progress: () => undefined }, { sample: 100, show: false });
    expect(isSound(found) ? [] : found).toEqual([]);
  } finally {
    await client.end();
    await store.close();
    await keys.close();
  }
}
