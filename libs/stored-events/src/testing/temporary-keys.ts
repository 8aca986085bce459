import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolderKeys } from '../folder-keys.js';
import { createKek } from '../kek-file.js';
import type { Keys } from '../keys.js';

/** The real key store in a fresh folder, for a test; `remove` closes and deletes it. */
export async function temporaryKeys(): Promise<{
  keys: Keys;
  folder: string;
  kekFile: string;
  remove(): Promise<void>;
}> {
  const root = await mkdtemp(join(tmpdir(), 'homeward-keys-'));
  const at = { folder: join(root, 'keys'), kekFile: join(root, 'kek') };
  await createKek(at.kekFile);
  const keys = await openFolderKeys(at);
  const remove = async () => {
    await keys.close();
    await rm(root, { recursive: true });
  };
  return { keys, ...at, remove };
}
