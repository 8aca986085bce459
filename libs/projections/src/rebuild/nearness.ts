/** A reading of the log that found no more than this is near enough its end to swap. */
const NEAR_THE_END = 1_000;
/** What a swap takes at the most, while the projection that is read is held still. */
const MOST_IN_A_SWAP = 20_000;

/** Tells from how many events each reading of the log found whether it is time to swap. */
export class Nearness {
  #before = Infinity;

  /** Others may write as fast as it reads: a reading that was no shorter than the one before will not be followed by a shorter one. */
  isNear(read: number): boolean {
    const gainsNothing = read >= this.#before;
    this.#before = read;
    return read <= NEAR_THE_END || (gainsNothing && read <= MOST_IN_A_SWAP);
  }
}
