import type { MessagePort } from 'node:worker_threads';
import { EventStoreError, EventStoreUnavailable } from '../event-store.js';
import { Connection } from '../eventstoredb/connection.js';
import { readAllRequest } from '../eventstoredb/read-requests.js';
import { bytesAsTheyArrive } from '../eventstoredb/reads.js';
import { AHEAD, LENGTH_BYTES, type Asked, type Told } from './messages.js';

const BUFFER_BYTES = 256 * 1_024;

/** Reads the log for whoever asks at the other end of the port, until that end is closed. */
export function serveReads(port: MessagePort, connectionString: string): void {
  const connection = new Connection(connectionString);
  const readings = new Map<number, Reading>();
  port.on('message', (asked: Asked) => {
    switch (asked.kind) {
      case 'read':
        readings.set(asked.reading, new Reading(port, connection, asked));
        break;
      case 'more':
        readings.get(asked.reading)?.more();
        break;
      case 'leave':
        readings.get(asked.reading)?.leave();
        readings.delete(asked.reading);
    }
  });
  port.on('close', () => {
    for (const reading of readings.values()) reading.leave();
    connection.close();
  });
}

class Reading {
  #credit = AHEAD;
  #wake = (): void => undefined;
  readonly #leaving = new AbortController();

  constructor(
    private readonly port: MessagePort,
    connection: Connection,
    private readonly asked: Extract<Asked, { kind: 'read' }>,
  ) {
    void this.#run(connection, asked.after === null ? null : BigInt(asked.after));
  }

  more(): void {
    this.#credit += 1;
    this.#wake();
  }

  leave(): void {
    this.#leaving.abort();
    this.#wake();
  }

  async #run(connection: Connection, after: bigint | null): Promise<void> {
    const { signal } = this.#leaving;
    try {
      let packed = new Packed();
      for await (const messages of bytesAsTheyArrive(connection, readAllRequest(after), signal)) {
        for (const message of messages) packed.add(message);
        if (packed.bytes < BUFFER_BYTES) continue;
        await this.#send(packed);
        packed = new Packed();
      }
      if (packed.bytes > 0) await this.#send(packed);
      this.#tell({ kind: 'end', reading: this.asked.reading });
    } catch (error) {
      if (signal.aborted) return;
      const message =
        error instanceof EventStoreError ? error.message : 'The thread that reads the log failed.';
      const isUnavailable = error instanceof EventStoreUnavailable;
      this.#tell({ kind: 'failed', reading: this.asked.reading, message, isUnavailable });
    }
  }

  async #send(packed: Packed): Promise<void> {
    while (this.#credit === 0 && !this.#leaving.signal.aborted)
      await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#credit -= 1;
    const buffer = packed.whole();
    this.port.postMessage({ kind: 'events', reading: this.asked.reading, buffer } satisfies Told, [buffer]);
  }

  #tell(told: Told): void {
    this.port.postMessage(told);
  }
}

class Packed {
  bytes = 0;
  readonly #messages: Buffer[] = [];

  add(message: Buffer): void {
    this.#messages.push(message);
    this.bytes += LENGTH_BYTES + message.length;
  }

  whole(): ArrayBuffer {
    const buffer = new ArrayBuffer(this.bytes);
    const bytes = Buffer.from(buffer);
    let at = 0;
    for (const message of this.#messages) {
      at = bytes.writeUInt32LE(message.length, at);
      at += message.copy(bytes, at);
    }
    return buffer;
  }
}
