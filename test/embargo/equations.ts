import type { Row } from './exact-rank.js';
import type { Told } from './told.js';

/** What one viewer was told in a world, and which people are in the embargoed exchange there. */
export interface Seen {
  readonly members: ReadonlySet<number>;
  readonly told: Told;
}

const NOTHING = '∅';
const at = (world: Seen, place: string): string => world.told.get(place) ?? NOTHING;

/** The places at which not every world tells the same. */
export function differences(worlds: readonly Seen[]): string[] {
  const places = new Set(worlds.flatMap(({ told }) => [...told.keys()]));
  return [...places].filter((place) => new Set(worlds.map((world) => at(world, place))).size > 1);
}

/**
 * What is told as linear equations over "person j is in the exchange": a number as it is, a word as whether it stands there. The
 * coefficients are learnt from worlds that differ from `base` in one person each.
 */
export function equations(base: Seen, flipped: readonly Seen[]): Row[] {
  return differences([base, ...flipped]).flatMap((place) => {
    const values = [base, ...flipped].map((world) => at(world, place));
    const asNumbers = values.map(numberIn);
    const readings = asNumbers.every((each) => each !== null)
      ? [asNumbers]
      : [...new Set(values)].map((word) => values.map((value) => (value === word ? 1n : 0n)));
    return readings.map(([before = 0n, ...after]) =>
      after.map((value, person) => (base.members.has(person) ? before - value : value - before)),
    );
  });
}

function numberIn(value: string): bigint | null {
  const [, digits] = /^"?(-?\d{1,15})"?$/.exec(value) ?? [];
  return digits === undefined ? null : BigInt(digits);
}
