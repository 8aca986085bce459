import { existsSync } from 'node:fs';
import { mkdir, open as openFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { open } from 'lmdb';

const FILE = 'data.mdb';

/**
 * Copies a folder of keys, in use or not, into a new folder, as of one commit; the keys stay wrapped, and the key-encryption key is not
 * in it. Make it after the backup of the log: then no event in that one lacks its key.
 */
export async function backUpKeys(folder: string, to: string): Promise<void> {
  const [from, target] = [resolve(folder), resolve(to)];
  if (!existsSync(join(from, FILE)))
    throw new Error(`${from} is no folder of keys: there is no ${FILE} in it.`);
  if (existsSync(target))
    throw new Error(`${target} is already there. A backup replaces nothing: name another folder.`);
  await mkdir(target, { recursive: true, mode: 0o700 });
  const keys = open({ path: from, noSubdir: false, readOnly: true });
  try {
    await keys.backup(target, true);
  } finally {
    await keys.close();
  }
  const copy = await openFile(join(target, FILE), 'r+');
  await copy.sync().finally(() => copy.close());
}
