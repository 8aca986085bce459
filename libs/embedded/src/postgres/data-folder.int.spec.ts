import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, TestCluster } from './testing/test-cluster.js';

const cluster = new TestCluster();
beforeEach(() => cluster.open());
afterEach(() => cluster.close());

describe('PostgreSQL on its first start', () => {
  it('makes an empty database in UTF-8 behind a password that only its owner may read', async () => {
    const { url, port } = await cluster.start();
    expect(url).toMatch(new RegExp(`^postgres://homeward:[0-9a-f]{48}@127\\.0\\.0\\.1:${port}/homeward$`));
    expect(await ask(url, 'SHOW server_encoding')).toBe('UTF8');
    expect(await ask(url, "SELECT upper('їжак')")).toBe('ЇЖАК');
    expect((await stat(`${cluster.dataDir}.password`)).mode & 0o777).toBe(0o600);
    const wrong = url.replace(/:[0-9a-f]{48}@/, ':guess@');
    await expect(ask(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('begins anew when an earlier first start was cut off half-way', async () => {
    await mkdir(`${cluster.dataDir}.unfinished`);
    await writeFile(join(`${cluster.dataDir}.unfinished`, 'PG_VERSION'), '18');
    const { url } = await cluster.start();
    expect(await ask(url, 'SELECT 1')).toBe(1);
    expect(await readdir(join(cluster.dataDir, '..'))).toEqual(['data', 'data.password']);
  });

  it('refuses a folder of something else, and leaves it alone', async () => {
    await mkdir(cluster.dataDir);
    await writeFile(join(cluster.dataDir, 'letter.txt'), 'kept');
    await expect(cluster.start()).rejects.toThrow('choose an empty or a new folder');
    expect(await readdir(cluster.dataDir)).toEqual(['letter.txt']);
  });
});
