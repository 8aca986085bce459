import type { LoadedStream } from './loaded-stream.js';

/** Folded streams, the least recently used dropped first, bounded by the stored bytes behind them. */
export class StreamCache {
  readonly #streams = new Map<string, LoadedStream<unknown>>();
  #bytes = 0;

  constructor(readonly limitBytes: number) {}

  get<State>(name: string): LoadedStream<State> | undefined {
    const found = this.#streams.get(name);
    if (found === undefined) return undefined;
    this.#streams.delete(name);
    this.#streams.set(name, found);
    return found as LoadedStream<State>;
  }

  /** Keeps the fold that is further on; an older one never replaces it. */
  put(name: string, stream: LoadedStream<unknown>): void {
    if ((this.#streams.get(name)?.revision ?? -1) > (stream.revision ?? -1)) return;
    this.drop(name);
    this.#streams.set(name, stream);
    this.#bytes += stream.bytes;
    for (const oldest of this.#streams.keys()) {
      if (this.#bytes <= this.limitBytes) break;
      this.drop(oldest);
    }
  }

  /** Forgets a stream: what it says of an erased person must not outlive the key. */
  drop(name: string): void {
    this.#bytes -= this.#streams.get(name)?.bytes ?? 0;
    this.#streams.delete(name);
  }
}
