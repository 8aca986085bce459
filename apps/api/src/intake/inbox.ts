/** What comes in from many sides, handed out to one reader in the order in which it came. */
export class Inbox<T> {
  readonly #items: T[] = [];
  #wake: (() => void) | undefined;

  put(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  /** Only one may wait at a time. */
  async next(): Promise<T> {
    if (this.#items.length === 0) await new Promise<void>((wake) => (this.#wake = wake));
    this.#wake = undefined;
    return this.#items.shift() as T;
  }
}
