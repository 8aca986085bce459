import { setTimeout as delay } from 'node:timers/promises';

/** What was heard from operators and other projectors since it was looked at last. */
export class Notices {
  #heard: string[] = [];
  #wake = (): void => undefined;

  add(notice: string): void {
    this.#heard.push(notice);
    this.#wake();
  }

  get any(): boolean {
    return this.#heard.length > 0;
  }

  include(...notices: readonly string[]): boolean {
    return this.#heard.some((each) => notices.includes(each));
  }

  clear(): void {
    this.#heard = [];
  }

  /** Resolves with the next one, or after a while, or when the signal aborts. */
  async next(timeoutMs: number, signal: AbortSignal): Promise<void> {
    const heard = new Promise<void>((resolve) => (this.#wake = resolve));
    const leaving = new AbortController();
    const waiting = delay(timeoutMs, undefined, { signal: AbortSignal.any([signal, leaving.signal]) });
    await Promise.race([heard, waiting.catch(() => undefined)]);
    leaving.abort();
  }
}
