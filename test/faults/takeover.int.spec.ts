import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { askToRebuild } from '#libs/projections/src/ask-projector.js';
import { Live, until } from '#libs/projections/src/testing/live.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { answerTo } from '#libs/records/src/operator-requests.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import * as given from '#libs/read-models/src/testing/events.js';

const PERSON = 'case-00000001-0000-4000-8000-00000000000c';

interface Page {
  readonly phase: string;
  readonly projections: Readonly<Record<string, object>>;
  readonly standby: readonly string[];
}

describe('Projectors that stand by for each other, as processes', () => {
  let live: Live;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    live = await Live.start(readMigrations);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await live.close();
  });

  const start = async () => {
    const child = spawn(process.execPath, ['dist/apps/projector/src/main.js'], {
      env: {
        PATH: process.env['PATH'],
        EVENTSTORE_URL: live.store.connectionString,
        DATABASE_URL: live.databaseUrl,
        KEYS_FOLDER: live.keys.folder,
        KEK_FILE: live.keys.kekFile,
        PORT: '0',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const lines = createInterface({ input: child.stdout });
    const [first] = (await once(lines, 'line')) as [string];
    const { port } = JSON.parse(first) as { port: number };
    const page = async (): Promise<Page> => {
      const response = await fetch(`http://127.0.0.1:${port}/health/ready`);
      return (await response.json()) as Page;
    };
    const comesTo = (phase: string) => until(async () => (await page()).phase === phase);
    return { child, page, comesTo };
  };
  const settled = async (position: bigint) => {
    for (const { name } of allProjections) await live.passed(name, position);
  };
  const history = () => live.rows('SELECT revision, type FROM read.case_history ORDER BY revision');

  it('take over from one that stops, one that is killed, and one that freezes amid a transaction, which writes nothing more', async () => {
    const first = await start();
    await first.comesTo('following');
    const second = await start();
    await second.comesTo('standby');
    expect(await second.page()).toMatchObject({
      projections: {},
      standby: allProjections.map(({ name }) => name),
    });

    first.child.kill('SIGTERM');
    await second.comesTo('following');
    await settled(await live.append(PERSON, null, given.opened));
    const third = await start();
    await third.comesTo('standby');
    second.child.kill('SIGKILL');
    await third.comesTo('following');
    await settled(await live.append(PERSON, 0, given.captured));

    const fourth = await start();
    await fourth.comesTo('standby');
    const lock = new pg.Client({ connectionString: live.databaseUrl });
    await lock.connect();
    await lock.query('BEGIN');
    await lock.query('LOCK TABLE read.case_history IN SHARE MODE');
    const last = await live.append(PERSON, 1, given.agreed);
    await until(async () => {
      const waiting = "application_name = 'homeward-projector' AND wait_event_type = 'Lock'";
      return (await live.rows(`SELECT FROM pg_stat_activity WHERE ${waiting}`)).length > 0;
    });
    third.child.kill('SIGSTOP');
    await lock.end();
    await fourth.comesTo('following');
    await settled(last);
    const rows = await history();
    third.child.kill('SIGCONT');
    await third.comesTo('standby');
    expect(await third.page()).toMatchObject({ projections: {} });
    expect(await history()).toEqual(rows);
    expect(rows).toEqual(
      ['CaseOpened', 'Captured', 'Negotiated'].map((type, revision) => ({ revision, type })),
    );
    await settled(await live.append(PERSON, 2, given.withdrawal(2)));
    expect((await fourth.page()).standby).toEqual([]);
  });

  it('carry on the rebuild of one that freezes between two transactions, which writes nothing more', async () => {
    const first = await start();
    await first.comesTo('following');
    const [cases] = allProjections.filter(({ name }) => name === 'cases');
    if (cases === undefined) throw new Error('there is no such projection');
    await settled(
      await live.append(PERSON, null, given.opened, ...Array<HomewardEvent>(29).fill(given.captured)),
    );
    const rows = await history();
    const db = new pg.Client({ connectionString: live.databaseUrl });
    await db.connect();
    const rebuild = () => live.rows('SELECT state, position, differences, changed_at FROM read.rebuild');
    const request = await askToRebuild(db, { projection: cases, who: 'an operator', why: 'a test' }, 10);
    await until(async () => JSON.stringify(await rebuild()).includes('replaying'));
    const isAmidOne = async () => {
      const amid = "application_name LIKE 'homeward-rebuild%' AND state <> 'idle'";
      return (await live.rows(`SELECT FROM pg_stat_activity WHERE ${amid}`)).length > 0;
    };
    for (first.child.kill('SIGSTOP'); await isAmidOne(); first.child.kill('SIGSTOP'))
      first.child.kill('SIGCONT');

    const second = await start();
    await second.comesTo('following');
    await until(async () => (await answerTo(db, request)) !== null);
    await db.end();
    const [done] = await rebuild();
    expect(done).toMatchObject({ state: 'live', differences: { case_file: 0, case_history: 0 } });
    first.child.kill('SIGCONT');
    await first.comesTo('standby');
    expect(await rebuild()).toEqual([done]);
    expect(await history()).toEqual(rows);
  });
});
