import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { answerTo } from '#libs/records/src/operator-requests.js';
import { askToRebuild } from './ask-projector.js';
import { readModel, type Projection, type ReadModel } from './projection.js';
import { captured, person } from './testing/captured.js';
import { counting, countingMigrations, type Counted } from './testing/counting.js';
import { Live, until } from './testing/live.js';

/** Counts the events, and says once per written row what follows from that. */
function completing(written: number[], mayComplete: (row: Counted) => void = () => undefined): Projection {
  const { models, ...projection } = counting();
  const model = models[0] as unknown as ReadModel<Counted>;
  const complete = (row: Counted): Counted => {
    mayComplete(row);
    written.push(row.events);
    return { ...row, knownFrom: [`${row.events} events`] };
  };
  return { ...projection, models: [readModel({ ...model, complete })] };
}

describe('What follows from a whole row', () => {
  let live: Live;
  let db: pg.Client;
  beforeEach(async () => {
    live = await Live.start(countingMigrations);
    db = new pg.Client({ connectionString: live.databaseUrl });
    await db.connect();
    await live.eventStore.ready(AbortSignal.timeout(20_000));
  });
  afterEach(async () => {
    await db.end();
    await live.close();
  });
  const rows = () => live.rows('SELECT events, known_from FROM read.counted');
  const rebuilt = async (projection: Projection) => {
    const request = await askToRebuild(db, { projection, who: 'an operator', why: 'a test' }, null);
    await until(async () => (await answerTo(db, request)) !== null);
  };

  it('is derived once for each written row, by the live projection and a rebuild alike', async () => {
    const written: number[] = [];
    const projection = completing(written);
    live.run([projection]);
    await live.passed('counting', await live.append(person(1), null, captured('a')));
    await live.passed('counting', await live.append(person(1), 0, ...'bcdefgh'.split('').map(captured)));
    const told = [{ events: 8, known_from: ['8 events'] }];
    expect(await rows()).toEqual(told);
    expect(written.at(-1)).toBe(8);
    expect(written.length).toBeLessThan(8);

    written.length = 0;
    await rebuilt(projection);
    expect(written).toEqual([8]);
    expect(await rows()).toEqual(told);
  });

  it('stops the live projection, and a rebuild, at the event with which it cannot be derived', async () => {
    const projection = completing([], ({ events }) => {
      if (events > 1) throw new Error('cannot');
    });
    const running = live.run([projection]);
    await live.passed('counting', await live.append(person(1), null, captured('a')));
    await live.append(person(1), 0, captured('b'), captured('c'));
    const stopOf = ({ status }: typeof running) => status.projections['counting']?.stopped ?? null;
    await until(() => stopOf(running) !== null);
    expect(stopOf(running)).toMatchObject({ event: { stream: person(1), revision: 1 } });
    expect(await rows()).toEqual([{ events: 1, known_from: ['1 events'] }]);

    await askToRebuild(db, { projection, who: 'an operator', why: 'a test' }, null);
    await until(() => (running.status.rebuilds['counting']?.stopped ?? null) !== null);
    expect(running.status.rebuilds['counting']?.stopped).toMatchObject({ event: { revision: 1 } });
  });
});
