import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { commandDigest } from './digest.js';
import { KeyUnavailable, SubjectErased } from './errors.js';
import { openFolderKeys } from './folder-keys.js';
import { createKek } from './kek-file.js';
import type { KeysRequest } from './testing/keys-process.js';
import { SubjectKey } from './subject-key.js';
import { temporaryKeys } from './testing/temporary-keys.js';

const subject = 'case-3f2a1b7c-5d4e-4f60-8a91-b2c3d4e5f607';
const digestOf = (key: Awaited<ReturnType<Awaited<ReturnType<typeof openFolderKeys>>['find']>>) =>
  key === 'erased' ? key : commandDigest(key, 'which key is it?');

describe('the folder of keys', () => {
  let temporary: Awaited<ReturnType<typeof temporaryKeys>>;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    temporary = await temporaryKeys();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      const ended = once(child, 'exit');
      child.disconnect();
      expect(await ended).toEqual([0, null]);
    }
    await temporary.remove();
  });

  /** A process with the built library, so `npm run build` comes first (`npm test` does that). */
  const startProcess = async () => {
    const child = fork('dist/libs/stored-events/src/testing/keys-process.js', [
      temporary.folder,
      temporary.kekFile,
    ]);
    children.push(child);
    await once(child, 'message');
    return async (request: KeysRequest): Promise<string[]> => {
      const answer = once(child, 'message') as Promise<[string[]]>;
      child.send(request);
      return (await answer)[0];
    };
  };

  it('gives each subject one key, and the same again after it was opened again', async () => {
    const { keys, folder, kekFile } = temporary;
    const key = digestOf(await keys.keyFor(subject));
    expect(digestOf(await keys.keyFor(subject))).toBe(key);
    expect(digestOf(await keys.keyFor('case-another'))).not.toBe(key);
    const again = await openFolderKeys({ folder, kekFile });
    expect(digestOf(await again.find(subject))).toBe(key);
    await again.close();
  });

  it('makes one key when several ask at once', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => temporary.keys.keyFor(subject)));
    expect(new Set(keys.map(digestOf)).size).toBe(1);
  });

  it('makes one key when two processes ask at once', async () => {
    const processes = [await startProcess(), await startProcess()];
    const subjects = Array.from({ length: 300 }, () => `case-${randomUUID()}`);
    const [one, other] = await Promise.all(processes.map((ask) => ask({ call: 'keyFor', subjects })));
    expect(new Set(one).size).toBe(300);
    expect(other).toEqual(one);
  });

  it('keeps the mark of an erasure, and other processes that held the key see it at once', async () => {
    const ask = await startProcess();
    const [held] = await ask({ call: 'keyFor', subjects: [subject] });
    expect(digestOf(await temporary.keys.find(subject))).toBe(held);
    await temporary.keys.erase(subject);
    expect(await ask({ call: 'find', subjects: [subject] })).toEqual(['erased']);
    expect(await ask({ call: 'keyFor', subjects: [subject] })).toEqual(['SubjectErased']);
    expect(await temporary.keys.find(subject)).toBe('erased');
    await expect(temporary.keys.keyFor(subject)).rejects.toThrow(SubjectErased);
    expect(await (await startProcess())({ call: 'find', subjects: [subject] })).toEqual(['erased']);
  });

  it('sees the erasure by another process within the turn in which it happens, though it holds the key', async () => {
    const key = digestOf(await temporary.keys.keyFor(subject));
    const eraseElsewhere = `
      import { openFolderKeys } from './dist/libs/stored-events/src/folder-keys.js';
      const [folder, kekFile, subject] = process.argv.slice(1);
      const keys = await openFolderKeys({ folder, kekFile });
      await keys.erase(subject);
      await keys.close();`;
    const { folder, kekFile } = temporary;
    expect(digestOf(await temporary.keys.find(subject))).toBe(key);
    execFileSync(process.execPath, ['--input-type=module', '-e', eraseElsewhere, folder, kekFile, subject]);
    expect(await temporary.keys.find(subject)).toBe('erased');
  });

  it('never makes a key for a subject that was erased before it had one', async () => {
    await temporary.keys.erase(subject);
    await expect(temporary.keys.keyFor(subject)).rejects.toThrow(SubjectErased);
  });

  it('says that a key is not there, which is not the same as erased', async () => {
    await expect(temporary.keys.find(subject)).rejects.toThrow(KeyUnavailable);
  });

  it('goes on giving keys when more subjects were used than it holds in memory', async () => {
    const first = digestOf(await temporary.keys.keyFor(subject));
    const others = Array.from({ length: 10_050 }, (_, index) => temporary.keys.keyFor(`case-${index}`));
    await Promise.all(others);
    expect(digestOf(await temporary.keys.find(subject))).toBe(first);
  });

  it('stores no key in plain: no 32 bytes of its files are the key-encryption key or the secret of a subject', async () => {
    const key = digestOf(await temporary.keys.keyFor(subject));
    const kek = await readFile(temporary.kekFile);
    const bytes = await readFile(join(temporary.folder, 'data.mdb'));
    expect(bytes.includes(`key of ${subject}`)).toBe(true);
    expect(bytes.includes(kek)).toBe(false);
    for (let at = 0; at + 32 <= bytes.length; at += 1) {
      const window = bytes.subarray(at, at + 32);
      if (window.every((byte) => byte === 0)) continue;
      if (digestOf(new SubjectKey(window)) === key) throw new Error(`the secret stands at byte ${at}`);
    }
  });

  it('is for this user alone', async () => {
    expect((await stat(temporary.folder)).mode & 0o777).toBe(0o700);
    expect((await stat(temporary.kekFile)).mode & 0o777).toBe(0o600);
  });

  it('refuses the key file of another folder when it is opened', async () => {
    const kekFile = `${temporary.kekFile}-other`;
    await createKek(kekFile);
    await expect(openFolderKeys({ folder: temporary.folder, kekFile })).rejects.toThrow(
      /is not the one with which/,
    );
  });

  it('refuses a key file that is missing, too short, or readable by others, and says what to do', async () => {
    const { folder, kekFile } = temporary;
    await chmod(kekFile, 0o640);
    await expect(openFolderKeys({ folder, kekFile })).rejects.toThrow(`chmod 600 ${kekFile}`);
    await writeFile(kekFile, randomBytes(31));
    await chmod(kekFile, 0o600);
    await expect(openFolderKeys({ folder, kekFile })).rejects.toThrow(/31 bytes instead of 32.*backup/);
    await rm(kekFile);
    await expect(openFolderKeys({ folder, kekFile })).rejects.toThrow(/does not exist. Restore it/);
  });

  it('never replaces a key file', async () => {
    const before = await readFile(temporary.kekFile);
    await expect(createKek(temporary.kekFile)).rejects.toThrow(/exists already. It is not replaced/);
    expect(await readFile(temporary.kekFile)).toEqual(before);
    await expect(createKek(join(dirname(temporary.kekFile), 'no', 'kek'))).rejects.toThrow(
      /could not be made: ENOENT/,
    );
  });

  it('says so when its folder cannot be opened', async () => {
    const { kekFile } = temporary;
    await expect(openFolderKeys({ folder: join(kekFile, 'keys'), kekFile })).rejects.toThrow(
      /could not be opened/,
    );
  });
});
