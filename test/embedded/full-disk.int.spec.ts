import { expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dbClient from '@eventstore/db-client';
import { runEventStore, served, spawnEventStore, spawnLimited } from './spawned-event-store.js';

const { EventStoreDBClient, jsonEvent } = dbClient;

async function count(connectionString: string): Promise<number> {
  const client = EventStoreDBClient.connectionString(connectionString);
  let found = 0;
  for await (const { event } of client.readAll()) if (event !== undefined) found += 1;
  await client.dispose();
  return found;
}

it('acknowledges nothing more once its disk refuses a write, says so, and still lets everything be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-full-'));
  // A limit on the size of its files stands in for a full disk: writes beyond it fail.
  const store = await served(spawnLimited(['--data', folder, '--port', '0'], 'ulimit -f 1000'));
  const { connectionString } = store;
  const client = EventStoreDBClient.connectionString(connectionString);

  const append = () =>
    client.appendToStream('filling', jsonEvent({ type: 'Filled', data: { pad: 'x'.repeat(50_000) } }));
  let acknowledged = 0;
  let refusal: unknown;
  while (refusal === undefined) {
    await append().then(
      () => (acknowledged += 1),
      (error: unknown) => (refusal = error),
    );
  }

  expect(refusal).toMatchObject({
    type: 'unavailable',
    message: expect.stringContaining('accepts no more appends'),
  });
  await expect(append()).rejects.toMatchObject({ type: 'unavailable' });
  await store.toSay(/could not write to its disk .*Check the free space/);
  expect(await count(connectionString)).toBe(acknowledged);
  await client.dispose();
  await store.end('SIGTERM');
  expect(await runEventStore(['check', '--data', folder])).toMatchObject({ code: 0 });
  const restarted = await spawnEventStore(folder);
  expect(await count(restarted.connectionString)).toBe(acknowledged);
  await restarted.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});
