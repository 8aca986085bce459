type Listener = () => void;

/** Tells followers that there is something new to read; they read it from disk at their own pace. */
export class LogSignal {
  private readonly ofAll = new Set<Listener>();
  private readonly ofStream = new Map<string, Set<Listener>>();

  /** Calls `listener` whenever the stream (or, without a name, the log) grows. Returns how to stop. */
  listen(stream: string | undefined, listener: Listener): () => void {
    const listeners = stream === undefined ? this.ofAll : this.listenersOf(stream);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (stream !== undefined && listeners.size === 0) this.ofStream.delete(stream);
    };
  }

  /** How many are listening now. */
  get followers(): number {
    let count = this.ofAll.size;
    for (const listeners of this.ofStream.values()) count += listeners.size;
    return count;
  }

  /** Called by the writer when new events of these streams are durable. */
  advanced(streams: Iterable<string>): void {
    for (const listener of this.ofAll) listener();
    for (const stream of streams) for (const listener of this.ofStream.get(stream) ?? []) listener();
  }

  private listenersOf(stream: string): Set<Listener> {
    const known = this.ofStream.get(stream) ?? new Set();
    this.ofStream.set(stream, known);
    return known;
  }
}
