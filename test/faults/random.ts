/** Whole numbers from 0 up to, without, `below`; the same seed gives the same ones (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** All of them, in an order by chance, and then all again. */
export function oneAfterAnother<T>(all: readonly T[], random: (below: number) => number): () => T {
  const left: T[] = [];
  return () => {
    if (left.length === 0) left.push(...all);
    return left.splice(random(left.length), 1)[0] as T;
  };
}
