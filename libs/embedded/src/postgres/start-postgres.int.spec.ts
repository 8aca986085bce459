import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { chmod } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { ask, TestCluster } from './testing/test-cluster.js';

const cluster = new TestCluster();
beforeAll(() => cluster.open());
afterEach(() => cluster.stopAll());
afterAll(() => cluster.close());

describe('PostgreSQL on a later start', () => {
  it('listens on loopback alone', async () => {
    const { url } = await cluster.start();
    expect(await ask(url, 'SHOW listen_addresses')).toBe('127.0.0.1');
    expect(await ask(url, 'SHOW unix_socket_directories')).toBe('');
  });

  it('still has what was written', async () => {
    const first = await cluster.start();
    await ask(first.url, 'CREATE TABLE note AS SELECT 7 AS number');
    await first.stop();
    const second = await cluster.start();
    expect(await ask(second.url, 'SELECT number FROM note')).toBe(7);
  });

  it('takes the same port again, which a stop has released', async () => {
    const first = await cluster.start();
    await first.stop();
    expect((await cluster.start(first.port)).port).toBe(first.port);
  });
});

describe('A stop of PostgreSQL', () => {
  it('does not wait for connections, and settles `exited` with 0', async () => {
    const { url, stop, exited } = await cluster.start();
    const client = new pg.Client({ connectionString: url });
    const cut = new Promise<Error>((resolve) => client.on('error', resolve));
    await client.connect();
    await stop();
    expect((await cut).message).toMatch(/terminat/);
    expect(await exited).toBe(0);
    await stop();
  });
});

describe('PostgreSQL refuses to start, and says what to do,', () => {
  it('on a folder that a running PostgreSQL uses', async () => {
    const { url } = await cluster.start();
    const pid = await cluster.serverPid();
    await expect(cluster.start()).rejects.toThrow(
      `in use by a running PostgreSQL (process ${pid}): stop the Homeward that started it`,
    );
    expect(await ask(url, 'SELECT 1')).toBe(1);
  });

  it('on a port that another program uses', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(cluster.start(port)).rejects.toThrow(
      `Port ${port} on 127.0.0.1, meant for PostgreSQL, is in use`,
    );
    other.close();
  });
});

describe('PostgreSQL in folders that are closed to others', () => {
  /** Root passes them, and lends that right to PostgreSQL; an ordinary user is told what to do. */
  const startsOrTells = async (): Promise<void> => {
    if (process.getuid?.() === 0) await (await cluster.start()).stop();
    else await expect(cluster.start()).rejects.toThrow(/let that user own the folder, writable/);
  };

  it('starts below a folder that only root may enter, if root starts it', async () => {
    const parent = join(cluster.dataDir, '..');
    await chmod(parent, 0o600);
    await startsOrTells();
    await startsOrTells();
    await chmod(parent, 0o711);
  });

  it('starts on a folder that lost its write permission, if root starts it', async () => {
    await (await cluster.start()).stop();
    await chmod(cluster.dataDir, 0o500);
    await startsOrTells();
    await chmod(cluster.dataDir, 0o700);
  });
});
