import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { mustAgree } from './account.js';
import { Caller } from './caller.js';
import { makeHoldable } from './held.js';
import type { Part } from './parts.js';
import { openPlace, type Place } from './place.js';
import { oneAfterAnother, randomFrom } from './random.js';
import { killIn, rebuildsMustAgree, STATES, tablesMustBeSound, withDatabase } from './rebuilds.js';
import { Tally } from './tally.js';

/** More of them, and another seed, by `npm run test:nightly`. */
const CYCLES = Number(process.env['HOMEWARD_FAULT_CYCLES'] ?? 12);
const SEED = Number(process.env['HOMEWARD_FAULT_SEED'] ?? Date.now() % 1_000_000);
/** Of so many it is told where they are. */
const TELL_EVERY = 20;
/** In so many each state of a rebuild is met. */
const MANY = 40;
const WORKERS = 4;
/** So much there is to rebuild in the first cycle. */
const AT_FIRST = 50;
const MOST_ANSWERS = 12;
/** There must be load whenever something dies, and not much: starting again and checking need the machine too. */
const BREATHER_MS = 3_000;

describe('processes killed at random moments under load', () => {
  let place: Place;
  let caller: Caller;
  beforeAll(async () => {
    place = await openPlace();
    await withDatabase(place, makeHoldable);
    caller = new Caller(place);
  });
  afterAll(() => place?.close());

  it(
    `lose nothing that was answered and double nothing, and rebuilt is live is recomputed (seed ${SEED}, ${CYCLES} kills)`,
    async () => {
      process.stdout.write(`random kills: HOMEWARD_FAULT_SEED=${SEED} HOMEWARD_FAULT_CYCLES=${CYCLES}\n`);
      const [killed, during] = [new Tally(), new Tally()];
      let isOver = false;
      const working = Array.from({ length: WORKERS }, async (_, worker) => {
        const random = randomFrom(SEED + worker + 1);
        while (!isOver) {
          const people = [await caller.prisoner(random(3)), await caller.prisoner(random(3))];
          await caller.exchange(people);
          await pause(random(BREATHER_MS));
        }
      });
      const answered = async (enough: number) => {
        while (!isOver && caller.ledger.length < enough) await pause(1);
      };
      const killing = async () => {
        const random = randomFrom(SEED);
        const nextState = oneAfterAnother(STATES, random);
        await answered(AT_FIRST);
        for (let cycle = 0; cycle < CYCLES; cycle++) {
          if (cycle > 0 && cycle % TELL_EVERY === 0)
            process.stdout.write(`random kills: ${cycle} of ${CYCLES}\n`);
          const parts = someOf(place, random);
          // What was killed last runs again: all is sound while work goes on.
          const more = 1 + random(MOST_ANSWERS);
          const check = () => Promise.all([tablesMustBeSound(place), answered(caller.ledger.length + more)]);
          const kill = () => Promise.all(parts.map(([name, part]) => (killed.add(name), part.kill())));
          const wanted = { state: nextState(), check, kill };
          const states = await killIn(wanted, place, caller.ledger.length, random);
          for (const state of states) during.add(state);
          await pause(random(100));
          await startAll(parts);
        }
      };
      await Promise.all([...working, killing().finally(() => (isOver = true))]);
      await mustAgree(place, caller);
      const live = await rebuildsMustAgree(place);
      process.stdout.write(
        `random kills: ${killed}; states of rebuilds at a kill: ${during}; ${live} rebuilds went live; ` +
          `${caller.ledger.length} commands were answered, ${caller.unanswered} times not\n`,
      );
      expect(live).toBeGreaterThan(0);
      if (CYCLES >= MANY) expect(STATES.filter((state) => during.of(state) === 0)).toEqual([]);
    },
    60_000 + CYCLES * 30_000,
  );
});

/** Tells of each that could not be started: one may fail for the other's sake. */
async function startAll(parts: readonly [string, Part][]): Promise<void> {
  const starts = await Promise.allSettled(parts.map(([, part]) => part.start()));
  const failed = starts.flatMap((start) => (start.status === 'rejected' ? [String(start.reason)] : []));
  if (failed.length > 0) throw new Error(failed.join('\n'));
}

/** One of them, or now and then two at once. */
function someOf({ parts }: Place, random: (below: number) => number): [string, Part][] {
  const left: [string, Part][] = Object.entries(parts);
  const count = random(4) === 0 ? 2 : 1;
  return Array.from({ length: count }, () => left.splice(random(left.length), 1)).flat();
}
