import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { askToRebuild } from '../ask-projector.js';
import { captured } from '../testing/captured.js';
import { counting, countingMigrations } from '../testing/counting.js';
import { Live, until } from '../testing/live.js';

describe('A reading of the log, for a rebuild', () => {
  let live: Live;
  let db: pg.Client;
  beforeEach(async () => {
    live = await Live.start(countingMigrations);
    db = new pg.Client({ connectionString: live.databaseUrl });
    await db.connect();
  });
  afterEach(async () => {
    await db.end();
    await live.close();
  });

  /** Whoever reads it never comes to its end: there is always one event more. */
  const everLonger = (): EventStore => ({
    append: live.eventStore.append.bind(live.eventStore),
    read: live.eventStore.read.bind(live.eventStore),
    readAll: live.eventStore.readAll.bind(live.eventStore),
    eventAt: live.eventStore.eventAt.bind(live.eventStore),
    rest: live.eventStore.rest.bind(live.eventStore),
    follow: live.eventStore.follow.bind(live.eventStore),
    ready: live.eventStore.ready.bind(live.eventStore),
    close: live.eventStore.close.bind(live.eventStore),
    async *readAllInChunks(after, most) {
      for (let last = after; ;) {
        for await (const chunk of live.eventStore.readAllInChunks(last, most)) {
          yield chunk;
          last = chunk.at(-1)?.position ?? last;
        }
        await live.append('case-00000000-0000-4000-8000-000000000000', revision, captured('on and on'));
        revision += 1;
      }
    },
  });
  let revision = 0;

  it('ends where the log ended when it began, however fast others append', async () => {
    await live.append('case-00000000-0000-4000-8000-000000000000', null, captured('at first'));
    const running = live.run([counting()], everLonger());
    await askToRebuild(db, { projection: counting(), who: 'an operator', why: 'a test' }, null);
    await until(() => running.status.rebuilds['counting']?.state === 'live');
    expect(running.status.rebuilds['counting']?.stopped).toBeNull();
  });
});
