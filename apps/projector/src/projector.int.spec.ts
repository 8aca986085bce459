import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Live, until } from '#libs/projections/src/testing/live.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import * as given from '#libs/read-models/src/testing/events.js';

const TABLES = ['case_file', 'case_history', 'exchange_figures', 'reception_figures'];
/** As it is built: it starts a thread from a file of its own. */
const main = new URL('../../../dist/apps/projector/src/main.js', import.meta.url).pathname;

const person = (index: number): string =>
  `case-${String(index).padStart(8, '0')}-0000-4000-8000-00000000000c`;

describe('The projector as a process', () => {
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

  const start = (environment: Record<string, string> = {}): ChildProcess => {
    const child = spawn(process.execPath, [main], {
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
    child.stdout?.resume();
    children.push(child);
    return child;
  };
  /** Reads the log up to there, if it was not read before, and stops. */
  const readUpTo = async (position: bigint) => {
    const child = start();
    await once(child, 'message');
    await settled(position);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  };
  const contents = () =>
    Promise.all(TABLES.map((table) => live.rows(`SELECT * FROM read.${table} ORDER BY 1, 2`)));
  const settled = async (position: bigint) => {
    for (const { name } of allProjections) await live.passed(name, position);
  };
  /** What a fresh projection from scratch gives for the same log. */
  const fromScratch = async (position: bigint) => {
    await live.rows('DELETE FROM read.checkpoint');
    for (const table of TABLES) await live.rows(`TRUNCATE read.${table}`);
    const running = live.run(allProjections);
    await until(() =>
      allProjections.every(
        ({ name }) => BigInt(running.status.projections[name]?.position ?? -1) >= position,
      ),
    );
    await running.stop();
    return contents();
  };

  it.each(['before-commit', 'after-commit'])('killed %s, has each event once in its rows', async (point) => {
    let last = await live.append(given.OF_EXCHANGE, null, given.planned, given.embargoed);
    for (let commit = 1; commit <= 4; commit += 1) {
      const died = once(
        start({ HOMEWARD_FAULTS: '1', HOMEWARD_CRASH_AT: `projector:${point}:${commit}` }),
        'exit',
      );
      for (let index = 0; index < 5; index += 1)
        last = await live.append(
          person(commit * 10 + index),
          null,
          given.opened,
          given.captured,
          given.inStage,
        );
      expect(await died).toEqual([null, 'SIGKILL']);
    }
    await readUpTo(last);
    const rows = await contents();
    expect(rows.map(({ length }) => length)).toEqual([20, 60, 1, 0]);
    expect(rows).toEqual(await fromScratch(last));
  });

  it('killed at any moment under load, ends up with what a fresh projection gives', async () => {
    let writing = true;
    let written = 0;
    const write = async (writer: number): Promise<void> => {
      for (let index = 0; writing; index += 1) {
        const stream = person(writer * 1_000_000 + index);
        await live.append(stream, null, given.opened, given.captured);
        if (index % 3 === 0) await live.append(stream, 1, given.agreed, given.withdrawal(2));
        written += 1;
      }
    };
    const writers = Promise.all([0, 1].map(write));
    for (const more of [1, 20, 80]) {
      const child = start();
      await once(child, 'message');
      const enough = written + more;
      await until(() => written >= enough);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    writing = false;
    await writers;
    const last = await live.append(given.OF_EXCHANGE, null, given.planned);
    await readUpTo(last);
    const rows = await contents();
    expect(rows[0]).toHaveLength(written);
    expect(rows).toEqual(await fromScratch(last));
  });

  it.each([
    [{ PORT: '99999' }, 'PORT is not a port from 0 to 65535, for example 3001'],
    [{ DATABASE_URL: '' }, 'DATABASE_URL is not set: it must be the address of a PostgreSQL database'],
    [{ EVENTSTORE_URL: 'http://hunter2@x' }, 'EVENTSTORE_URL is not the connection string of an event store'],
    [{ KEK_FILE: '/nowhere/kek' }, 'The key-encryption key file /nowhere/kek does not exist.'],
  ])('refuses to start with %p, in a sentence', async (environment, sentence) => {
    const child = start(environment);
    let said = '';
    child.stderr?.on('data', (text) => (said += String(text)));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(said).toContain(sentence);
    expect(said).not.toContain('hunter2');
  });
});
