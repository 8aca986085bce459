/** So many things may run at once, whoever asks; the others wait in the order of their asking. */
export class Slots {
  readonly #waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async within<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((go) => this.#waiting.push(go));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.free += 1;
      else next();
    }
  }
}

/** Work in a lane is done in the order in which it was given; that of different lanes side by side. */
export class Lanes {
  readonly #ends = new Map<string, Promise<void>>();

  constructor(private readonly slots: Slots) {}

  /** Done after all that was given before to this lane, and to those of `after`. */
  async run<T>(lane: string, after: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = [lane, ...after].flatMap((each) => this.#ends.get(each) ?? []);
    const done = Promise.all(before).then(() => this.slots.within(work));
    const end = done.then(nothing, nothing);
    this.#ends.set(lane, end);
    try {
      return await done;
    } finally {
      if (this.#ends.get(lane) === end) this.#ends.delete(lane);
    }
  }
}

const nothing = (): void => undefined;
