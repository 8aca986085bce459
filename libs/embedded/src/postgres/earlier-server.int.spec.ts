import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, TestCluster } from './testing/test-cluster.js';

const cluster = new TestCluster();
beforeAll(() => cluster.open());
afterEach(() => cluster.stopAll());
afterAll(() => cluster.close());

describe('PostgreSQL starts again', () => {
  it('after it was killed, which its starter is told', async () => {
    const first = await cluster.start();
    await ask(first.url, 'CREATE TABLE note AS SELECT 7 AS number');
    process.kill(await cluster.serverPid(), 'SIGKILL');
    expect(await first.exited).toBeNull();
    const second = await cluster.start();
    expect(await ask(second.url, 'SELECT number FROM note')).toBe(7);
  });

  it('after its starter was killed, in place of the server left behind', async () => {
    const starter = await cluster.startElsewhere();
    const orphan = await cluster.serverPid();
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    expect(() => process.kill(orphan, 0)).not.toThrow();
    const { url } = await cluster.start();
    expect(await cluster.serverPid()).not.toBe(orphan);
    expect(await ask(url, 'SELECT 1')).toBe(1);
  });

  it('not while the starter in another process lives', async () => {
    await cluster.startElsewhere();
    await expect(cluster.start()).rejects.toThrow('stop the Homeward that started it');
    const running = await cluster.serverPid();
    expect(() => process.kill(running, 0)).not.toThrow();
  });

  it('although the process id in its old lock file now belongs to another program of the same user', async () => {
    const first = await cluster.start();
    const lockFile = join(cluster.dataDir, 'postmaster.pid');
    const lock = await readFile(lockFile, 'utf8');
    await first.stop();
    const { uid, gid } = await stat(cluster.dataDir);
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], { uid, gid });
    await writeFile(lockFile, lock.replace(/^\d+/, String(other.pid)));
    const { url } = await cluster.start();
    expect(await ask(url, 'SELECT 1')).toBe(1);
    expect(other.exitCode).toBeNull();
    other.kill();
  });
});
