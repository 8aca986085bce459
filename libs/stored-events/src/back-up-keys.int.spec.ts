import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { backUpKeys } from './back-up-keys.js';
import { openFolderKeys } from './folder-keys.js';
import { temporaryKeys } from './testing/temporary-keys.js';

describe('A backup of keys', () => {
  it('is made while they are in use, opens with the same key-encryption key, and knows what was erased', async () => {
    const { keys, folder, kekFile, remove } = await temporaryKeys();
    const to = `${folder}-copy`;
    const key = await keys.keyFor('case-1');
    await keys.keyFor('case-2');
    await keys.erase('case-2');
    await backUpKeys(folder, to);
    await keys.keyFor('case-3');

    const copy = await openFolderKeys({ folder: to, kekFile });
    expect(await copy.find('case-1')).toEqual(key);
    expect(await copy.find('case-2')).toBe('erased');
    await expect(copy.find('case-3')).rejects.toThrow('The key of case-3 is not available');
    await copy.close();
    expect((await readFile(join(to, 'data.mdb'))).includes(await readFile(kekFile))).toBe(false);
    await expect(backUpKeys(folder, to)).rejects.toThrow('A backup replaces nothing');
    await rm(to, { recursive: true });
    await expect(backUpKeys(to, `${to}-again`)).rejects.toThrow('is no folder of keys');
    await remove();
  });
});
