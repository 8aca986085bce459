import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { answerTo } from '#libs/records/src/operator-requests.js';
import { askToForgetOld, askToRebuild } from '../ask-projector.js';
import type { Projection } from '../projection.js';
import { captured, person } from '../testing/captured.js';
import { counting, countingMigrations, countingToo, refusing } from '../testing/counting.js';
import { Live, until, type RunningProjections } from '../testing/live.js';

describe('A rebuild', () => {
  let live: Live;
  let db: pg.Client;
  beforeEach(async () => {
    live = await Live.start(countingMigrations);
    db = new pg.Client({ connectionString: live.databaseUrl });
    await db.connect();
    // The client may hang when several ask over a connection that is not made yet.
    await live.eventStore.ready(AbortSignal.timeout(20_000));
  });
  afterEach(async () => {
    await db.end();
    await live.close();
  });

  const where = (projection: Projection) => ({ projection, who: 'an operator', why: 'a test' });
  const counted = (schema = 'read', table = 'counted') =>
    live.rows<{ stream: string; events: number }>(
      `SELECT stream, revision, position, events, known_from FROM ${schema}.${table} ORDER BY stream`,
    );
  const checkpoint = async () =>
    (
      await live.rows<{ version: number; position: string; skipped: object[] }>(
        "SELECT version, position, skipped FROM read.checkpoint WHERE projection = 'counting'",
      )
    )[0];
  /** What the last rebuild found in the rows that it replaced. */
  const found = async () =>
    (await live.rows<{ differences: object | null }>('SELECT differences FROM read.rebuild'))[0]?.differences;
  const answer = async (request: string) => {
    await until(async () => (await answerTo(db, request)) !== null);
    return answerTo(db, request);
  };
  const rebuilt = async (projection: Projection = counting(), throttle: number | null = null) =>
    answer(await askToRebuild(db, where(projection), throttle));
  const stopOf = ({ status }: RunningProjections) => status.rebuilds['counting']?.stopped ?? null;
  /** So many cases of three events each. */
  const cases = async (from: number, to: number): Promise<bigint> => {
    let last = 0n;
    for (let index = from; index < to; index += 1)
      last = await live.append(
        `case-${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`,
        null,
        captured('a'),
        captured('b'),
        captured('c'),
      );
    return last;
  };

  it('puts right what was wrong in the rows, says how many, and keeps the old ones until told', async () => {
    live.run([counting()]);
    await live.passed('counting', await cases(0, 5));
    const before = await counted();
    await live.rows("UPDATE read.counted SET events = 77 WHERE stream LIKE '%03-0000%'");
    expect(await rebuilt()).toEqual({
      outcome: 'done',
      explanation: 'counting was rebuilt from 15 events, and is read.',
    });
    expect(await counted()).toEqual(before);
    expect(await found()).toEqual({ counted: 1 });
    expect((await counted('read_old')).filter(({ events }) => events === 77)).toHaveLength(1);

    await answer(await askToForgetOld(db, where(counting())));
    await expect(counted('read_old')).rejects.toThrow('does not exist');
    await expect(askToForgetOld(db, where(counting()))).rejects.toThrow('nothing to forget');
    const last = await cases(5, 6);
    await live.passed('counting', last);
    expect(await counted()).toHaveLength(6);
  });

  it('of an empty log swaps in empty tables', async () => {
    live.run([counting()]);
    await until(async () => (await checkpoint()) !== undefined);
    expect(await rebuilt()).toMatchObject({ outcome: 'done' });
    expect(await counted()).toEqual([]);
    await live.passed('counting', await cases(0, 1));
    expect(await counted()).toHaveLength(1);
  });

  it('leaves the tables that are read kept up, and refuses a second one meanwhile', async () => {
    const running = live.run([counting()]);
    await live.passed('counting', await cases(0, 20));
    const first = await askToRebuild(db, where(counting()), 20);
    await until(() => (running.status.rebuilds['counting']?.secondsLeft ?? 0) > 0);
    const second = await askToRebuild(db, where(counting()), null);
    expect(await answer(second)).toMatchObject({
      outcome: 'refused',
      explanation: expect.stringContaining('already'),
    });
    await live.passed('counting', await cases(20, 21));
    expect(await counted()).toHaveLength(21);
    expect(running.status.rebuilds['counting']?.state).toBe('replaying');
    expect(await answerTo(db, first)).toBeNull();
    expect(await answer(first)).toMatchObject({ outcome: 'done' });
    expect(await counted()).toHaveLength(21);
    expect(await found()).toEqual({ counted: 0 });
  });

  it('misses not one event of sixteen writers who append meanwhile', async () => {
    live.run([counting(), countingToo()]);
    await cases(9_000_000, 9_000_030);
    let written = 30;
    let writing = true;
    const writers = Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        for (let index = 0; writing; index += 1) {
          await cases(writer * 100_000 + index, writer * 100_000 + index + 1);
          written += 1;
        }
      }),
    );
    const differences = [];
    let meanwhile = 0;
    while (differences.length < 2 || meanwhile < 150) {
      const before = written;
      expect(await rebuilt()).toMatchObject({ outcome: 'done' });
      meanwhile += written - before;
      differences.push(await found());
    }
    writing = false;
    await writers;
    const last = await cases(9_999_999, 10_000_000);
    await live.passed('counting', last);
    await live.passed('counting-too', last);
    const rows = await counted();
    expect(rows.length).toBe(written + 1);
    expect(rows.every(({ events }) => events === 3)).toBe(true);
    expect(rows).toEqual(await counted('read', 'other_counted'));
    for (const each of differences) expect(each ?? { counted: 0 }).toEqual({ counted: 0 });
    expect(await rebuilt()).toMatchObject({ outcome: 'done' });
    expect(await counted()).toEqual(rows);
    expect(await found()).toEqual({ counted: 0 });
  });

  it('of a raised version leaves an older projector at work until it is done', async () => {
    const older = live.run([counting(1)]);
    await live.passed('counting', await cases(0, 3));
    const newer = live.run([counting(2, refusing('now'))]);
    await until(() => newer.status.rebuilds['counting']?.state === 'live');
    await until(
      () => newer.status.phase === 'following' || older.status.projections['counting']?.stopped !== null,
    );
    await older.stop();
    const last = await cases(3, 4);
    await live.passed('counting', last);
    expect(await checkpoint()).toMatchObject({ version: 2, position: String(last) });
  });

  it('stops at an event that it cannot take, what is read untouched; mended, it goes on from there', async () => {
    await cases(0, 2);
    const last = await live.append(person(1), null, captured('now'), captured('then'));
    const old = live.run([counting(1)]);
    await live.passed('counting', last);
    await old.stop();
    const rows = await counted();
    const poisoned = live.run([counting(2, refusing('now')), countingToo()]);
    await until(() => stopOf(poisoned) !== null);
    await live.passed('counting-too', last);
    expect(stopOf(poisoned)).toMatchObject({
      error: expect.stringMatching(/^Error at /),
      remedy: expect.stringContaining('not touched'),
      event: { stream: person(1), revision: 0 },
    });
    expect(poisoned.status.projections['counting']).toMatchObject({ awaitsRebuild: true, stopped: null });
    expect(poisoned.said.join('')).not.toContain('now');
    expect(await counted()).toEqual(rows);
    await poisoned.stop();

    const mended = live.run([counting(2), countingToo()]);
    await until(() => mended.status.rebuilds['counting']?.state === 'live');
    expect(await counted()).toEqual(rows);
    expect(mended.said.join('')).toContain('rebuild resumed');
  });

  it('finds the event whose rows PostgreSQL refuses, and another request begins anew', async () => {
    await cases(0, 30);
    const last = await live.append(
      person(1),
      null,
      captured('a'),
      captured('b'),
      captured('c'),
      captured('d'),
    );
    await cases(30, 40);
    const running = live.run([counting()]);
    await live.passed('counting', last);
    await live.rows('ALTER TABLE read.counted ADD CONSTRAINT few CHECK (events < 4) NOT VALID');
    const request = await askToRebuild(db, where(counting()), null);
    await until(() => stopOf(running) !== null);
    expect(stopOf(running)).toMatchObject({
      error: 'PostgreSQL refused the rows: SQLSTATE 23514 (counted, few)',
      event: { stream: person(1), revision: 3 },
    });
    expect((await counted('read_next')).length).toBeLessThan(32);
    await live.rows('ALTER TABLE read.counted DROP CONSTRAINT few');
    expect(await rebuilt()).toMatchObject({ outcome: 'done' });
    expect(await answerTo(db, request)).toMatchObject({ outcome: 'superseded' });
    expect(await counted()).toHaveLength(41);
  });

  it('begins anew when a table was changed in between', async () => {
    const running = live.run([counting()]);
    await live.passed('counting', await cases(0, 20));
    const request = await askToRebuild(db, where(counting()), 30);
    await until(() => (running.status.rebuilds['counting']?.events ?? 0) > 0);
    await live.rows("ALTER TABLE read.counted ADD note text NOT NULL DEFAULT 'none'");
    await live.rows('CREATE INDEX noted ON read.counted (note)');
    expect(await answer(request)).toMatchObject({ outcome: 'done' });
    expect(running.said.join('').split('rebuild begun')).toHaveLength(3);
    expect(await live.rows("SELECT FROM read.counted WHERE note = 'none'")).toHaveLength(20);
    expect(
      await live.rows("SELECT tablename FROM pg_indexes WHERE indexname = 'noted' ORDER BY schemaname"),
    ).toEqual([{ tablename: 'counted' }, { tablename: 'counted' }]);
  });

  it('is interrupted by a stop, and resumed from where it was', async () => {
    const first = live.run([counting()]);
    await live.passed('counting', await cases(0, 20));
    const request = await askToRebuild(db, where(counting()), 20);
    await until(() => (first.status.rebuilds['counting']?.events ?? 0) >= 20);
    await first.stop();
    const second = live.run([counting()]);
    expect(await answer(request)).toMatchObject({
      outcome: 'done',
      explanation: expect.stringContaining('60 events'),
    });
    expect(second.said.join('')).toContain('rebuild resumed');
    expect(await found()).toEqual({ counted: 0 });
  });

  it('fills the tables of a new projection while the others stay at the end of the log', async () => {
    const first = live.run([counting()]);
    await live.passed('counting', await cases(0, 3));
    await first.stop();
    const both = live.run([counting(), countingToo()]);
    await until(() => both.status.rebuilds['counting-too']?.state === 'live');
    expect(await counted('read', 'other_counted')).toEqual(await counted());
  });
});
