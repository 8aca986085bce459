import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStore } from '#libs/embedded/src/event-store/server/event-store.js';
import { randomFrom } from '../faults/random.js';
import { proposed } from './filled-folder.js';
import { Ledger } from './ledger.js';
import {
  runEventStore,
  served,
  spawnEventStore,
  spawnLimited,
  spawnWithFailingCalls,
} from './spawned-event-store.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-failing-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A store whose commits fail from now on: without being done, or although they were. */
async function storeThatFails(isDone: boolean) {
  const store = await openEventStore(folder);
  const append = (text: string) =>
    store.writer.write({ stream: 'kept', expected: 'any', change: { append: [proposed(text)] } });
  expect(await append('before')).toMatchObject({ kind: 'written', revision: 0 });
  const { root } = store.log.folder;
  const commit = root.transactionSync.bind(root);
  let tried = 0;
  root.transactionSync = <T>(action: () => T, flags?: number): T => {
    tried += 1;
    if (isDone) commit(action, flags);
    throw new Error('Input/output error');
  };
  return { store, append, tried: () => tried };
}

describe('A commit that fails', () => {
  it.each([
    ['was not done', false, 0],
    ['was done all the same', true, 1],
  ])('is not acknowledged, nor read, nor followed by another, when it %s', async (_what, isDone, more) => {
    const { store, append, tried } = await storeThatFails(isDone);
    let told = 0;
    store.signal.listen(undefined, () => (told += 1));
    await expect(append('failed')).rejects.toThrow(/could not write to its disk.*Input\/output error/);
    await expect(append('after')).rejects.toThrow('accepts no more appends');
    expect(tried()).toBe(1);
    expect(told).toBe(0);
    expect(store.log.forwards(0, 10)).toHaveLength(1);
    expect(store.states.get('kept').last).toBe(0);
    await store.close();

    const again = await openEventStore(folder);
    expect(again.log.forwards(0, 10)).toHaveLength(1 + more);
    await again.close();
    expect(await runEventStore(['check', '--data', folder])).toMatchObject({ code: 0 });
  });
});

/** So many KiB a file may have: this one needs nothing but a shell. */
const LIMIT = 'ulimit -f 1000';

/** Run where strace is; the nightly tests demand it. */
const hasStrace = spawnSync('strace', ['-V']).status === 0;
const injected =
  hasStrace || process.env['HOMEWARD_CRASH_CYCLES'] !== undefined
    ? [
        'fdatasync:error=EIO:when=20+',
        'fdatasync:error=EIO:when=20',
        'pwrite64:error=ENOSPC:when=40+',
        'pwrite64:error=EIO:when=41',
        'pwrite64:error=EIO:when=42',
      ]
    : [];

/** After its meta page could not be written LMDB reads nothing more: a reader must be told, never shown less. */
function unreadable(error: unknown): string[] {
  expect(String(error)).toMatch(/cannot be read any more|MDB_PANIC/);
  return [];
}

describe('An event store under load', () => {
  it.each([LIMIT, ...injected])('acknowledges nothing that is not stored (%s)', async (fault) => {
    const ledger = new Ledger(8, randomFrom(3));
    const store =
      fault === LIMIT
        ? await served(spawnLimited(['--data', folder, '--port', '0'], LIMIT))
        : await spawnWithFailingCalls(folder, fault);
    await ledger.writeUntilBroken(store.connectionString, Infinity, () => undefined);
    await store.toSay(/could not write to its disk and accepts no more appends \(.*\)\. Check/);
    expect(await ledger.faultsOf(store.connectionString).catch(unreadable)).toEqual([]);
    await store.end('SIGTERM');
    expect(await runEventStore(['check', '--data', folder])).toMatchObject({ code: 0 });
    const again = await spawnEventStore(folder);
    expect(await ledger.faultsOf(again.connectionString)).toEqual([]);
    await again.end('SIGTERM');
  });
});
