import type { Role } from '#libs/access/src/roles.js';
import { ATTEMPTS } from './attempts.js';
import type { Seen } from './equations.js';
import { Ledger, readAll, takeListIn, tryAll } from './look-around.js';
import { OUTSIDERS } from './plans.js';
import { World } from './world.js';

/** Who is in the exchange in the world that all others are compared with. */
export const BASE = [1];
/** The worlds that differ from it in one person each, by person. */
export const FLIPPED = [[0, 1], [], [1, 2]];

interface Life {
  /** How many of the happenings take place. */
  readonly happenings?: number;
  /** Who reads at each step; without it, every other role in turn, and at the end all. */
  readonly readers?: readonly Role[];
  /** The doors that are tried at each step; without it, all of them in turn, and at the end once more. */
  readonly tries?: readonly string[];
  /** Done once the world is there, and when all was seen. */
  readonly first?: (world: World) => Promise<void>;
  readonly last?: (world: World, ledger: Ledger) => Promise<void>;
}

/** Lives through one world, and tells what those who may not know were told. */
export async function live(members: readonly number[], life: Life = {}): Promise<Seen> {
  const world = await World.begin(members);
  const ledger = new Ledger();
  const happenings = world.happenings.slice(0, life.happenings);
  const doors = Object.keys(ATTEMPTS);
  try {
    await life.first?.(world);
    for (const [step, happens] of happenings.entries()) {
      await happens();
      await tryAll(
        world,
        ledger,
        step,
        life.tries ?? doors.filter((_door, at) => at % happenings.length === step),
      );
      if (life.tries === undefined) await takeListIn(world, ledger, step);
      await readAll(
        world,
        ledger,
        step,
        life.readers ?? OUTSIDERS.filter((_role, at) => at % 2 === step % 2),
      );
    }
    if (life.tries === undefined) {
      await tryAll(world, ledger, happenings.length, doors);
      await readAll(world, ledger, happenings.length);
    }
    await life.last?.(world, ledger);
  } finally {
    await world.end();
  }
  return { members: new Set(members), told: ledger.told };
}

/** The base, and the worlds that differ from it in one person each. */
export async function liveAll(
  life: Life = {},
  flips: readonly (readonly number[])[] = FLIPPED,
): Promise<{ readonly base: Seen; readonly flipped: readonly Seen[] }> {
  const base = await live(BASE, life);
  const flipped: Seen[] = [];
  for (const members of flips) flipped.push(await live(members, life));
  return { base, flipped };
}
