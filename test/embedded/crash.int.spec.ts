import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { randomFrom } from '../faults/random.js';
import { Ledger } from './ledger.js';
import { killWhileStarting, runEventStore, spawnEventStore } from './spawned-event-store.js';

/** More of them, and another seed, by `npm run test:nightly`. */
const CYCLES = Number(process.env['HOMEWARD_CRASH_CYCLES'] ?? 12);
const SEED = Number(process.env['HOMEWARD_CRASH_SEED'] ?? Date.now() % 1_000_000);
/** So many cycles share a folder: its log is read whole after each. */
const CYCLES_PER_FOLDER = 20;
const POINTS = ['before-commit', 'after-commit-before-ack', 'after-ack'];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-crash-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Loads a store until it is killed at a named point, passed for the `pass`th time. */
async function killAt(point: string, pass: number, ledger: Ledger): Promise<void> {
  const env = { HOMEWARD_FAULTS: '1', HOMEWARD_CRASH_AT: `event-store:${point}:${pass}` };
  const store = await spawnEventStore(folder, env);
  await ledger.writeUntilBroken(store.connectionString, Infinity, () => undefined);
  expect((await store.ended).signal).toBe('SIGKILL');
}

/** Kills a store some time after so many acknowledgements, whatever it is doing then. */
async function killAfter(acknowledgements: number, milliseconds: number, ledger: Ledger): Promise<void> {
  const store = await spawnEventStore(folder);
  const kill = () => void pause(milliseconds).then(() => store.end('SIGKILL'));
  await ledger.writeUntilBroken(store.connectionString, acknowledgements, kill);
  expect((await store.ended).signal).toBe('SIGKILL');
}

/** What a check and a reader find wrong once the store has started again. */
async function faults(ledger: Ledger): Promise<string[]> {
  const store = await spawnEventStore(folder);
  const { code, said } = await runEventStore(['check', '--data', folder]);
  const found = await ledger.faultsOf(store.connectionString);
  expect(await store.end('SIGTERM')).toEqual({ code: 0, signal: null });
  return code === 0 ? found : [...found, said];
}

describe('A killed event store keeps every acknowledged event once, in its place', () => {
  it.each(POINTS)('when killed %s', async (point) => {
    const ledger = new Ledger(8, randomFrom(1));
    for (const pass of [3, 17]) {
      await killAt(point, pass, ledger);
      expect(await faults(ledger)).toEqual([]);
    }
    expect(ledger.acknowledged.size).toBeGreaterThan(0);
  });

  it(
    `when killed at random moments, while it starts too (seed ${SEED}, ${CYCLES} kills)`,
    async () => {
      process.stdout.write(`event store: HOMEWARD_CRASH_SEED=${SEED} HOMEWARD_CRASH_CYCLES=${CYCLES}\n`);
      const random = randomFrom(SEED);
      let acknowledged = 0;
      let ledger = new Ledger(16, random);
      for (let cycle = 0; cycle < CYCLES; cycle += 1) {
        if (cycle % CYCLES_PER_FOLDER === 0) {
          acknowledged += ledger.acknowledged.size;
          ledger = new Ledger(16, random);
          rmSync(folder, { recursive: true, force: true });
        }
        if (random(4) === 0) await killWhileStarting(folder, random(400));
        if (random(3) === 0)
          await killAt(POINTS[random(POINTS.length)] ?? 'after-ack', 1 + random(60), ledger);
        else await killAfter(1 + random(300), random(20), ledger);
        expect({ cycle, faults: await faults(ledger) }).toEqual({ cycle, faults: [] });
      }
      acknowledged += ledger.acknowledged.size;
      process.stdout.write(
        `event store: ${CYCLES} kills, ${acknowledged} acknowledged events all in place\n`,
      );
      expect(acknowledged).toBeGreaterThan(CYCLES);
    },
    60_000 + CYCLES * 15_000,
  );
});
