import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { clearDataFolder } from './clear-data-folder.js';
import { openDataFolder } from './data-folder.js';

describe('A reset', () => {
  let parent: string;
  let folder: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'homeward-reset-'));
    folder = join(parent, 'data');
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('deletes a data folder with all that is in it', async () => {
    const opened = await openDataFolder(folder);
    await writeFile(opened.scenarioMark, '{}');
    await opened.release();

    expect(await clearDataFolder(folder)).toBe(folder);
    expect(existsSync(folder)).toBe(false);
  });

  it('takes a folder that is empty, or not there', async () => {
    await clearDataFolder(folder);
    await mkdir(folder);
    await clearDataFolder(folder);
    expect(existsSync(folder)).toBe(false);
  });

  it('deletes nothing of a folder that no Homeward made', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'letter.txt'), 'dear');

    await expect(clearDataFolder(folder)).rejects.toThrow('is not a data folder of Homeward');
    expect(await readFile(join(folder, 'letter.txt'), 'utf8')).toBe('dear');
    expect(existsSync(join(folder, 'secrets'))).toBe(false);
  });

  it('deletes nothing of a folder that is in use', async () => {
    const opened = await openDataFolder(folder);
    await expect(clearDataFolder(folder)).rejects.toThrow('in use by another process of Homeward');
    expect(existsSync(opened.kekFile)).toBe(true);
    await opened.release();
  });
});
