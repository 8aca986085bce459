import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger } from './ledger.js';
import { spawnEventStore } from './spawned-event-store.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-crash-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function crashUnderLoad(
  ledger: Ledger,
  env: Record<string, string>,
  acknowledgements: number,
): Promise<void> {
  const store = await spawnEventStore(folder, env);
  await ledger.writeUntilBroken(store.connectionString, acknowledgements, () => void store.end('SIGKILL'));
  expect((await store.ended).signal).toBe('SIGKILL');
}

async function faults(ledger: Ledger): Promise<string[]> {
  const store = await spawnEventStore(folder);
  const found = await ledger.faultsOf(store.connectionString);
  expect(await store.end('SIGTERM')).toEqual({ code: 0, signal: null });
  return found;
}

it('keeps every acknowledged event once, in its place, when killed at any moment under concurrent appends', async () => {
  const ledger = new Ledger(16);
  for (let cycle = 0; cycle < 6; cycle += 1) {
    await crashUnderLoad(ledger, {}, 20 + Math.floor(Math.random() * 300));
    expect(await faults(ledger)).toEqual([]);
  }
  expect(ledger.acknowledged.size).toBeGreaterThan(100);
});

it.each(['before-commit', 'after-commit-before-ack', 'after-ack'])(
  'keeps every acknowledged event once, in its place, when killed %s',
  async (point) => {
    const ledger = new Ledger(8);
    for (const pass of [3, 17]) {
      const env = { HOMEWARD_FAULTS: '1', HOMEWARD_CRASH_AT: `event-store:${point}:${pass}` };
      await crashUnderLoad(ledger, env, Infinity);
      expect(await faults(ledger)).toEqual([]);
    }
    expect(ledger.acknowledged.size).toBeGreaterThan(0);
  },
);
