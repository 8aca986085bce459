import pg from 'pg';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { askToRebuild } from '#libs/projections/src/ask-projector.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { openPlace, type Place } from '../../faults/place.js';
import { COLUMNS, pageOf, watchMemory, type ProjectorPage } from '../projector-memory.js';
import type { Measurement } from '../race.js';
import { aligned } from '../table.js';
import { logOfCases } from './log-of-cases.js';

/** So many events are appended, then it is waited until the projector has them: it follows, and never catches up. */
const AT_ONCE = 1_000;
const LOOK_EVERY_MS = 20;

/** What the projector holds in memory, along a long run in which it follows the log, and along a rebuild of all tables. */
export const memory: Measurement = {
  name: 'memory',
  about: 'memory of the projector along a long live run, and along a rebuild of all tables from that log',
  async open({ run }) {
    const place = await openPlace();
    return {
      races: [],
      async notes({ tell }) {
        const telling = (what: string, done: (share: number) => void) => (share: number) => {
          tell(`memory of the projector, ${what}: ${Math.floor(share * 100)} %`);
          done(share);
        };
        const live = await watchMemory(place, (done) => followed(place, run, telling('live', done)));
        await place.parts.projector.kill();
        await place.parts.projector.start();
        const rebuild = await watchMemory(place, (done) => rebuilt(place, telling('rebuild', done)));
        const heading = `projector over ${run.toLocaleString('en')} events, MiB`;
        return [
          [
            aligned([
              [heading, ...COLUMNS],
              ...live.map((line) => ['live', ...line]),
              ...rebuild.map((line) => ['rebuild', ...line]),
            ]),
            'Each over the tenth of the run before; the rebuild is by a projector started for it. The least of the heap is nearest to what is kept.',
          ].join('\n'),
        ];
      },
      close: () => place.close(),
    };
  },
};

async function followed(place: Place, run: number, done: (share: number) => void): Promise<void> {
  const keys = await openFolderKeys({ folder: place.keysAt.folder, kekFile: place.keysAt.kekFile });
  const store = connectEventStore(place.eventStoreUrl);
  try {
    const codec = homewardCodec(keys);
    for (let appended = 0; appended < run; done(Math.min(appended / run, 1))) {
      appended += await logOfCases(store, codec, Math.min(AT_ONCE, run - appended));
      await until(place, ({ lag }) =>
        Object.values(lag.projections).every((each) => each?.positions === '0'),
      );
    }
  } finally {
    await store.close();
    await keys.close();
  }
}

async function rebuilt(place: Place, done: (share: number) => void): Promise<void> {
  const db = new pg.Client({ connectionString: place.databaseUrl });
  await db.connect();
  try {
    await db.query('BEGIN');
    for (const projection of allProjections)
      await askToRebuild(db, { who: 'bench', why: 'its memory is watched', projection }, null);
    await db.query('COMMIT');
  } finally {
    await db.end();
  }
  await until(place, ({ rebuilds }) => {
    const all = allProjections.map(({ name }) => rebuilds[name]);
    const shares = all.map((each) => (each?.state === 'live' ? 1 : shareOf(each)));
    done(Math.min(...shares));
    return all.every((each) => each?.state === 'live');
  });
}

const shareOf = (rebuild: ProjectorPage['rebuilds'][string] | undefined): number =>
  rebuild?.goal ? Math.min(Number(rebuild.position ?? 0) / Number(rebuild.goal), 1) : 0;

async function until(place: Place, isSo: (page: ProjectorPage) => boolean): Promise<void> {
  while (!isSo(await pageOf(place))) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
