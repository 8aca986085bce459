import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { opened } from './arrival.js';
import { CheckpointMoved } from './checkpoints.js';
import { ProjectionWorker } from './projection-worker.js';
import { projectionsDatabase } from './projections-database.js';
import { captured, person } from './testing/captured.js';
import { counting, countingMigrations } from './testing/counting.js';
import { Live } from './testing/live.js';

describe('A worker whose place another took while it was frozen', () => {
  let live: Live;
  let database: DataSource;
  beforeEach(async () => {
    live = await Live.start(countingMigrations);
    database = await projectionsDatabase(live.databaseUrl, [counting()]).initialize();
  });
  afterEach(async () => {
    await database.destroy();
    await live.close();
  });

  const work = () => ProjectionWorker.open(counting(), database, live.eventStore, pino({ enabled: false }));
  const log = async () => {
    const stored = [];
    for await (const event of live.eventStore.readAll(null)) stored.push(event);
    return opened(stored, live.codec, null);
  };
  const state = () =>
    Promise.all(['counted', 'checkpoint'].map((table) => live.rows(`SELECT * FROM read.${table}`)));

  it('writes nothing when it wakes: no rows, no position, and no report of an event that it cannot take', async () => {
    await live.append(person(1), null, captured('a'));
    const [frozen, poisoned, other] = [await work(), await work(), await work()];
    await other.take(await log());
    await live.append(person(1), 0, captured('b'));
    const before = await state();
    await expect(frozen.take(await log())).rejects.toThrow(CheckpointMoved);
    const unreadable = (await log()).map(({ stored, knownFrom }) => ({
      kind: 'unreadable' as const,
      stored,
      knownFrom,
      error: 'damaged',
    }));
    await expect(poisoned.take(unreadable.slice(0, 1))).rejects.toThrow(CheckpointMoved);
    expect(await state()).toEqual(before);
    await other.take(await log());
    expect((await state())[0]).toMatchObject([{ revision: 1, events: 2 }]);
  });
});
