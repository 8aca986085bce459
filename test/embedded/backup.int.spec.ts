import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFrom } from '../faults/random.js';
import { fillFolder } from './filled-folder.js';
import { Ledger } from './ledger.js';
import { runEventStore, spawnEventStore } from './spawned-event-store.js';

let place = '';
let folder = '';
let backup = '';
let restored = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'homeward-backup-'));
  folder = join(place, 'data');
  backup = join(place, 'backups', 'today');
  restored = join(place, 'restored');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const takeBackup = () => runEventStore(['backup', '--data', folder, '--to', backup]);
const restore = () => runEventStore(['restore', '--from', backup, '--data', restored]);

async function faultsAfterRestore(ledger: Ledger, acknowledged: Ledger['acknowledged']): Promise<string[]> {
  const store = await spawnEventStore(restored);
  const found = await ledger.faultsOf(store.connectionString, acknowledged);
  await store.end('SIGTERM');
  return found;
}

describe('A backup', () => {
  it('taken under load holds everything acknowledged before it began, is sound, and can be served', async () => {
    const ledger = new Ledger(8, randomFrom(7));
    const store = await spawnEventStore(folder);
    let acknowledgedBefore: Ledger['acknowledged'] = new Map();
    const backups: Promise<{ code: number | null; said: string }>[] = [];
    const writing = ledger.writeUntilBroken(store.connectionString, 200, () => {
      acknowledgedBefore = new Map(ledger.acknowledged);
      backups.push(takeBackup());
    });
    while (backups.length === 0) await new Promise(setImmediate);
    expect(await backups[0]).toMatchObject({ code: 0 });
    expect(ledger.acknowledged.size).toBeGreaterThan(acknowledgedBefore.size);
    await store.end('SIGKILL');
    await writing;

    expect(await restore()).toMatchObject({ code: 0 });
    expect(await runEventStore(['check', '--data', restored])).toMatchObject({ code: 0 });
    expect(await faultsAfterRestore(ledger, acknowledgedBefore)).toEqual([]);
  });

  it('is taken of a folder that is not in use as well, and leaves nothing else behind', async () => {
    await fillFolder(folder);
    expect(await takeBackup()).toMatchObject({ code: 0 });
    expect(readdirSync(join(place, 'backups'))).toEqual(['today']);
  });

  it('replaces nothing', async () => {
    await fillFolder(folder);
    mkdirSync(join(place, 'backups'));
    writeFileSync(backup, 'an earlier one');
    const { code, said } = await takeBackup();
    expect(code).toBe(1);
    expect(said).toMatch(/is already there\. Name a new file with --to/);
    expect(readFileSync(backup, 'utf8')).toBe('an earlier one');
  });

  it('that does not fit on its disk fails, says so and leaves nothing behind', async () => {
    await fillFolder(folder);
    const { code, said } = await runEventStore(['backup', '--data', folder, '--to', backup], 'ulimit -f 4');
    expect(code).not.toBe(0);
    expect(said).toMatch(/could not be written to .*Check the free space there/);
    expect(existsSync(backup)).toBe(false);
  });
});

describe('A restore', () => {
  it('refuses a folder that is not empty', async () => {
    await fillFolder(folder);
    await takeBackup();
    mkdirSync(restored);
    writeFileSync(join(restored, 'something'), '');
    const { code, said } = await restore();
    expect(code).toBe(1);
    expect(said).toMatch(/is not empty, and a restore replaces nothing\. Name an empty or a new one/);
  });

  it('refuses a backup that is not there', async () => {
    const { code, said } = await restore();
    expect(code).toBe(1);
    expect(said).toMatch(/There is no backup .*Name the file that event-store backup wrote/);
  });

  it('refuses a damaged backup and leaves the folder empty', async () => {
    await fillFolder(folder);
    await takeBackup();
    const bytes = readFileSync(backup);
    const at = bytes.lastIndexOf('two-c');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(backup, bytes);
    const { code, said } = await restore();
    expect(code).toBe(1);
    expect(said).toMatch(/stream two, revision 2: .*checksum.*\n.*The backup .* is not sound/);
    expect(readdirSync(restored)).toEqual([]);
  });

  it('that was cut short is not served', async () => {
    mkdirSync(join(restored, 'unfinished-restore'), { recursive: true });
    const { code, said } = await runEventStore(['--data', restored, '--port', '0']);
    expect(code).toBe(1);
    expect(said).toMatch(/was not finished\. Empty the folder and run event-store restore again/);
  });
});
