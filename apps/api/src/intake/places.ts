/** So many things may each person have at work at once. */
export class Places {
  readonly #taken = new Map<string, number>();

  constructor(private readonly each: number) {}

  /** How the place that was taken is given back; null when all of this person's are taken. */
  take(who: string): (() => void) | null {
    const taken = this.#taken.get(who) ?? 0;
    if (taken >= this.each) return null;
    this.#taken.set(who, taken + 1);
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      const left = (this.#taken.get(who) ?? 0) - 1;
      if (left > 0) this.#taken.set(who, left);
      else this.#taken.delete(who);
    };
  }
}
