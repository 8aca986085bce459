import type { Keys } from './keys.js';

/**
 * The standalone store of keys: an LMDB folder of its own, which several processes may share, each key
 * wrapped under the key-encryption key in `kekFile`. Throws an Error that says what is wrong with the file.
 */
export async function openFolderKeys(_at: { folder: string; kekFile: string }): Promise<Keys> {
  throw new Error('not built');
}
