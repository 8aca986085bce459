import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { askToRebuild } from '#libs/projections/src/ask-projector.js';
import { inTransaction } from '#libs/projections/src/rebuild/in-transaction.js';
import { Live, until } from '#libs/projections/src/testing/live.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import * as given from '#libs/read-models/src/testing/events.js';

const TABLES = ['case_file', 'case_history', 'exchange_figures', 'reception_figures'];
const STATES = ['created', 'replaying', 'indexed', 'catching-up', 'ready', 'before-swap', 'live'];
/** As they are built: the projector starts a thread from a file of its own. */
const built = (name: string): string =>
  new URL(`../../../dist/apps/projector/src/${name}.js`, import.meta.url).pathname;

const person = (index: number): string =>
  `case-${String(index).padStart(8, '0')}-0000-4000-8000-00000000000c`;

describe('Rebuilds by the projector as a process', () => {
  let live: Live;
  let children: ChildProcess[] = [];
  beforeEach(async () => {
    live = await Live.start(readMigrations);
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    children = [];
    await live.close();
  });

  const run = (program: string, args: string[], environment: Record<string, string> = {}): ChildProcess => {
    const child = spawn(process.execPath, [built(program), ...args], {
      env: {
        PATH: process.env['PATH'],
        EVENTSTORE_URL: live.store.connectionString,
        DATABASE_URL: live.databaseUrl,
        KEYS_FOLDER: live.keys.folder,
        KEK_FILE: live.keys.kekFile,
        PORT: '0',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    children.push(child);
    return child;
  };
  const start = (environment: Record<string, string> = {}): ChildProcess => {
    const child = run('main', [], environment);
    child.stdout?.resume();
    child.stderr?.resume();
    return child;
  };
  const operate = async (...args: string[]): Promise<{ code: number | null; said: string }> => {
    const child = run('operate', args);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, said };
  };
  const contents = () =>
    Promise.all(TABLES.map((table) => live.rows(`SELECT * FROM read.${table} ORDER BY 1, 2`)));
  const settled = async (position: bigint) => {
    for (const { name } of allProjections) await live.passed(name, position);
  };
  const history = async (from: number, to: number) => {
    let last = 0n;
    for (let index = from; index < to; index += 1)
      last = await live.append(
        person(index),
        null,
        given.opened,
        given.captured,
        given.agreed,
        given.withdrawal(2),
      );
    return last;
  };
  /** In one transaction, so that one reading carries all of them out. */
  const askForAll = async () => {
    const db = new pg.Client({ connectionString: live.databaseUrl });
    await db.connect();
    await inTransaction(db, async () => {
      for (const projection of allProjections)
        await askToRebuild(db, { who: 'a', why: 'b', projection }, null);
    });
    await db.end();
  };
  const unanswered = () =>
    live.rows(
      'SELECT id FROM records.operator_request WHERE NOT EXISTS (SELECT FROM records.operator_answer WHERE request = id)',
    );

  it('killed in every state, come to the same rows in the end, with what was appended meanwhile', async () => {
    // As by a command, which makes the key of a stream before it appends.
    await live.keys.keys.keyFor(given.OF_EXCHANGE);
    await live.append(given.OF_EXCHANGE, null, given.planned, given.embargoed, given.handedOver(0, 3));
    let last = await history(0, 10);
    let projector = start();
    await settled(last);
    for (const [index, state] of STATES.entries()) {
      projector.kill('SIGKILL');
      await once(projector, 'exit');
      projector = start({ HOMEWARD_FAULTS: '1', HOMEWARD_CRASH_AT: `rebuild:${state}` });
      const died = once(projector, 'exit');
      await askForAll();
      expect(await died).toEqual([null, 'SIGKILL']);
      last = await history(10 + index, 11 + index);
      projector = start();
      await settled(last);
      await until(async () => (await unanswered()).length === 0);
    }
    // Three more cases, of one event each, are those whom the hand-over returns, when its reaction comes to it.
    await until(async () => (await live.rows('SELECT FROM read.case_history')).length === 71);
    last = (await live.eventStore.rest(null))?.last.position ?? last;
    const rows = await contents();
    expect(rows.map(({ length }) => length)).toEqual([20, 71, 1, 0]);
    const different = await live.rows<{ differences: Record<string, number> | null }>(
      'SELECT differences FROM read.rebuild',
    );
    for (const { differences } of different)
      expect(Object.values(differences ?? {}).filter((count) => count !== 0)).toEqual([]);

    projector.kill('SIGTERM');
    await once(projector, 'exit');
    await live.rows('DELETE FROM read.checkpoint');
    for (const table of TABLES) await live.rows(`TRUNCATE read.${table}`);
    start();
    await until(async () => {
      const done = await live.rows('SELECT FROM read.checkpoint WHERE position >= $1::bigint', [
        String(last),
      ]);
      return done.length === allProjections.length;
    });
    expect(await contents()).toEqual(rows);
  }, 180_000);

  it('are asked for, watched and cleaned up after from the command line', async () => {
    const last = await history(0, 3);
    start();
    await settled(last);
    expect(await operate('rebuild', '--all', '--why', 'a test')).toEqual({
      code: 0,
      said: expect.stringContaining('cases was rebuilt from 12 events, and is read.'),
    });
    expect((await operate('status')).said).toContain('rebuild of cases to version');
    expect(await operate('forget-old', 'cases')).toMatchObject({
      code: 0,
      said: expect.stringContaining('dropped'),
    });
    expect(await operate('forget-old', 'cases')).toMatchObject({
      code: 1,
      said: expect.stringContaining('nothing to forget'),
    });
    expect(await operate('retry', 'cases', '--why', 'a test')).toMatchObject({
      code: 1,
      said: expect.stringContaining('nothing to retry'),
    });
    expect(await operate('rebuild', 'nobody')).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is no projection nobody. There are: cases, '),
    });
  }, 120_000);
});
