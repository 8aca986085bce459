import type { MessagePort, Worker } from 'node:worker_threads';
import type { StoredEvent } from '../event-store.js';
import { EventStoreError, EventStoreUnavailable } from '../event-store.js';
import { eventInBytes } from '../eventstoredb/event-in-bytes.js';
import { LENGTH_BYTES, type Asked, type Told } from './messages.js';

/**
 * Reading the whole log with the work of the wire done by another thread, which runs `serveReads` at the other end of the port: it costs
 * about half as much as decoding, and a reader of millions of events has a thread for each. The port is opened when something is read.
 */
export class ReadsApart {
  #readings = 0;
  #port: MessagePort | Worker | undefined;

  constructor(private readonly openPort: () => MessagePort | Worker) {}

  /** The events from a position on (inclusive), without system events, as they arrive. Throws EventStoreError. */
  async *events(after: bigint | null): AsyncGenerator<StoredEvent[]> {
    const reading = (this.#readings += 1);
    const port = (this.#port ??= this.openPort());
    const ask = (asked: Asked): void => port.postMessage(asked);
    const mail = new Mail(port, reading);
    ask({ kind: 'read', reading, after: after === null ? null : String(after) });
    try {
      for (;;) {
        const told = await mail.next();
        if (told.kind === 'failed')
          throw told.isUnavailable
            ? new EventStoreUnavailable(told.message)
            : new EventStoreError(told.message);
        if (told.kind === 'end') return;
        yield eventsIn(told.buffer);
        ask({ kind: 'more', reading });
      }
    } finally {
      mail.close();
      ask({ kind: 'leave', reading });
    }
  }
}

/** What comes for one reading, in order. */
class Mail {
  readonly #come: Told[] = [];
  #wake = (): void => undefined;

  constructor(
    private readonly port: MessagePort | Worker,
    private readonly reading: number,
  ) {
    port.on('message', this.#receive);
    port.on('exit', this.#end);
    port.on('close', this.#end);
  }

  async next(): Promise<Told> {
    for (;;) {
      const told = this.#come.shift();
      if (told !== undefined) return told;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  close(): void {
    this.port.off('message', this.#receive);
    this.port.off('exit', this.#end);
    this.port.off('close', this.#end);
  }

  readonly #receive = (told: Told): void => {
    if (told.reading !== this.reading) return;
    this.#come.push(told);
    this.#wake();
  };

  readonly #end = (): void =>
    this.#receive({
      kind: 'failed',
      reading: this.reading,
      message: 'The thread that reads the log ended.',
      isUnavailable: true,
    });
}

function eventsIn(buffer: ArrayBuffer): StoredEvent[] {
  const bytes = Buffer.from(buffer);
  const events: StoredEvent[] = [];
  for (let at = 0; at < bytes.length;) {
    const from = at + LENGTH_BYTES;
    at = from + bytes.readUInt32LE(at);
    const event = eventInBytes(bytes.subarray(from, at));
    if (event !== null) events.push(event);
  }
  return events;
}
