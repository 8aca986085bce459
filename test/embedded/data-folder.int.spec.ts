import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import dbClient from '@eventstore/db-client';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { positionKey } from '#libs/embedded/src/event-store/storage/keys.js';
import { runEventStore, spawnEventStore } from './spawned-event-store.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const event = (n: number) => dbClient.jsonEvent({ type: 'Kept', data: { n } });

async function append(connectionString: string, n: number) {
  const client = dbClient.EventStoreDBClient.connectionString(connectionString);
  const result = await client.appendToStream('kept', event(n));
  await client.dispose();
  return result;
}

async function readAll(connectionString: string) {
  const client = dbClient.EventStoreDBClient.connectionString(connectionString);
  const found = [];
  for await (const { event: read } of client.readAll()) found.push(read);
  await client.dispose();
  return found;
}

it('gives the same events, revisions, positions and times after a restart', async () => {
  const first = await startEventStore({ dataDir: folder, port: 0 });
  await append(first.connectionString, 1);
  await append(first.connectionString, 2);
  const before = await readAll(first.connectionString);
  await first.stop();
  const second = await startEventStore({ dataDir: folder, port: 0 });
  expect(await readAll(second.connectionString)).toEqual(before);
  const third = await append(second.connectionString, 3);
  expect(third.nextExpectedRevision).toBe(2n);
  expect(third.position?.commit).toBeGreaterThan(before.at(-1)?.position?.commit ?? 0n);
  await second.stop();
});

it('goes on in a folder whose holder was killed', async () => {
  const killed = await spawnEventStore(folder);
  await append(killed.connectionString, 1);
  await killed.end('SIGKILL');
  const next = await spawnEventStore(folder);
  expect(await readAll(next.connectionString)).toHaveLength(1);
  expect(await next.end('SIGINT')).toEqual({ code: 0, signal: null });
});

it('refuses a folder in use, and says what to do', async () => {
  const holder = await spawnEventStore(folder);
  const { code, said } = await runEventStore(['--data', folder, '--port', '0']);
  expect(code).not.toBe(0);
  expect(said).toMatch(/is in use by another process of Homeward\. Stop that process first/);
  await holder.end('SIGTERM');
});

it('holds a folder with a very long name as well', async () => {
  const long = join(folder, 'long'.repeat(40), 'name'.repeat(40));
  const holder = await startEventStore({ dataDir: long, port: 0 });
  await expect(startEventStore({ dataDir: long, port: 0 })).rejects.toThrow('is in use');
  await holder.stop();
  await (await startEventStore({ dataDir: long, port: 0 })).stop();
});

it('refuses a folder that it cannot write, and says what to do', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const { code, said } = await runEventStore(['--data', join(file, 'inside'), '--port', '0']);
  expect(code).not.toBe(0);
  expect(said).toMatch(/cannot be written .*name another folder with --data/);
});

it('refuses a folder of a newer format, and says what to do', async () => {
  mkdirSync(folder, { recursive: true });
  const root = open<Buffer, Buffer>({
    path: folder,
    noSubdir: false,
    encoding: 'binary',
    keyEncoding: 'binary',
  });
  await root.put(Buffer.from('format'), positionKey(99));
  await root.close();
  const { code, said } = await runEventStore(['--data', folder, '--port', '0']);
  expect(code).not.toBe(0);
  expect(said).toMatch(/has format 99.*start that version/);
});

it('refuses a port in use, and says what to do', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as AddressInfo;
  const { code, said } = await runEventStore(['--data', folder, '--port', String(port)]);
  expect(code).not.toBe(0);
  expect(said).toMatch(/cannot listen on 127\.0\.0\.1:\d+ .*choose another with --port/);
  taken.close();
});

it('asks for a place to keep events', async () => {
  const { code, said } = await runEventStore(['--port', '0']);
  expect(code).not.toBe(0);
  expect(said).toMatch(/either --data FOLDER or --memory/);
});
