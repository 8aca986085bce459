import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { answerTo, type Answer } from '#libs/records/src/operator-requests.js';
import { askToForgetOld, askToRebuild } from '../ask-projector.js';
import { sessionOf } from '../leases/lease-table.js';
import { captured } from '../testing/captured.js';
import { counting, countingMigrations } from '../testing/counting.js';
import { Live, until } from '../testing/live.js';
import { carryOut } from './carry-out.js';
import { Notices } from './notices.js';
import type { Step } from './plan.js';
import { ALL_REBUILDS, LeaseLost, type RebuildOptions } from './rebuild-lease.js';

describe('The lease on all rebuilds', () => {
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

  it('is what a rebuild writes by: who lost it writes nothing, and goes on when it can be had again', async () => {
    for (let index = 0; index < 10; index += 1)
      await live.append(
        `case-0000000${index}-0000-4000-8000-000000000000`,
        null,
        captured('a'),
        captured('b'),
      );
    const running = live.run([counting()]);
    const asked = { projection: counting(), who: 'an operator', why: 'a test' };
    const request = await askToRebuild(db, asked, 10);
    await until(() => (running.status.rebuilds['counting']?.events ?? 0) > 0);

    const thief = randomUUID();
    const session = new pg.Client({
      connectionString: live.databaseUrl,
      application_name: sessionOf(thief),
    });
    await session.connect();
    await session.query(
      `UPDATE read.lease SET holder = $1, until = clock_timestamp() + interval '1 hour' WHERE projection = $2`,
      [thief, ALL_REBUILDS],
    );
    const stored = () => live.rows('SELECT state, position, events FROM read.rebuild');
    const before = await stored();
    await until(() => running.said.some((line) => line.includes('rebuilds interrupted')));
    expect(await stored()).toEqual(before);
    expect(await live.rows('SELECT FROM read_next.counted')).toEqual([]);

    await session.end();
    await until(async () => (await answerTo(db, request)) !== null);
    expect(await answerTo(db, request)).toMatchObject({ outcome: 'done' });
    expect(await live.rows('SELECT state, differences FROM read.rebuild')).toEqual([
      { state: 'live', differences: { counted: 0 } },
    ]);
  });

  it('is what requests are answered by, too: who lost it answers none, and drops no tables', async () => {
    const projection = counting();
    const asked = { projection, who: 'an operator', why: 'a test' };
    await live.rows('CREATE TABLE read_old.counted (LIKE read.counted)');
    const requests = [await askToForgetOld(db, asked), await askToRebuild(db, asked, null)] as const;
    const refused: Answer = { outcome: 'refused', explanation: 'a test' };
    const steps: readonly Step[] = [
      { kind: 'forget', projection: 'counting', request: requests[0] },
      { kind: 'answer', request: requests[1], answer: refused },
    ];
    const options = { projections: [projection], holder: randomUUID() } as unknown as RebuildOptions;
    for (const step of steps)
      await expect(carryOut([step], options, db, new Notices())).rejects.toThrow(LeaseLost);
    expect(await live.rows('SELECT FROM records.operator_answer')).toEqual([]);
    expect(await live.rows('SELECT FROM read_old.counted')).toEqual([]);
  });

  it('is given back when nothing is left to rebuild', async () => {
    const running = live.run([counting()]);
    await askToRebuild(db, { projection: counting(), who: 'an operator', why: 'a test' }, null);
    await until(() => running.status.rebuilds['counting']?.state === 'live');
    await until(
      async () =>
        (await live.rows('SELECT FROM read.lease WHERE projection = $1', [ALL_REBUILDS])).length === 0,
    );
  });
});
