import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { mustAgree } from './account.js';
import { Caller } from './caller.js';
import { openPlace, type PartName, type Place } from './place.js';
import { randomFrom } from './random.js';
import { askForRebuild, rebuildsMustAgree } from './rebuilds.js';

/** More of them, and another seed, by `npm run test:nightly`. */
const CYCLES = Number(process.env['HOMEWARD_FAULT_CYCLES'] ?? 8);
const SEED = Number(process.env['HOMEWARD_FAULT_SEED'] ?? Date.now() % 1_000_000);
const WORKERS = 4;
const MOST_ANSWERS = 12;

describe('processes killed at random moments under load', () => {
  let place: Place;
  let caller: Caller;
  beforeAll(async () => {
    place = await openPlace();
    caller = new Caller(place);
  });
  afterAll(() => place?.close());

  it(
    `lose nothing that was answered and double nothing, and rebuilt is live is recomputed (seed ${SEED}, ${CYCLES} kills)`,
    async () => {
      process.stdout.write(`random kills: HOMEWARD_FAULT_SEED=${SEED} HOMEWARD_FAULT_CYCLES=${CYCLES}\n`);
      const random = randomFrom(SEED);
      const names = Object.keys(place.parts) as PartName[];
      let isOver = false;
      let rebuilds = 0;
      const working = Array.from({ length: WORKERS }, async () => {
        while (!isOver) {
          const people = [await caller.prisoner(random(3)), await caller.prisoner(random(3))];
          await caller.exchange(people);
        }
      });
      const killing = async () => {
        for (let cycle = 0; cycle < CYCLES; cycle++) {
          const part = place.parts[names[random(names.length)] ?? 'api'];
          const answered = caller.ledger.length + 1 + random(MOST_ANSWERS);
          while (caller.ledger.length < answered) await pause(1);
          if (random(2) === 0 && (await askForRebuild(place, random(100)))) rebuilds++;
          await pause(random(20));
          await part.kill();
          await pause(random(100));
          await part.start();
        }
      };
      await Promise.all([...working, killing().finally(() => (isOver = true))]);
      expect(caller.ledger.length).toBeGreaterThan(CYCLES);
      await mustAgree(place, caller);
      await rebuildsMustAgree(place);
      process.stdout.write(`random kills: ${rebuilds} rebuilds were asked for meanwhile\n`);
    },
    60_000 + CYCLES * 15_000,
  );
});
