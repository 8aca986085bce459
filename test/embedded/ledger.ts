import dbClient from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';

const { jsonEvent, NO_STREAM } = dbClient;

interface Acknowledged {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
}

interface Attempt {
  readonly events: ReturnType<typeof jsonEvent>[];
}

/** A writer that knows what was acknowledged to it, and repeats an append whose outcome it never learned. */
class Writer {
  private readonly stream = `writer-${randomUUID()}`;
  private last = -1n;
  private unanswered: Attempt | undefined;

  constructor(private readonly ledger: Map<string, Acknowledged>) {}

  async writeUntilBroken(client: EventStoreDBClient, acknowledged: () => void): Promise<void> {
    for (;;) {
      this.unanswered ??= newAttempt();
      const { events } = this.unanswered;
      const expectedRevision = this.last < 0n ? NO_STREAM : this.last;
      let result;
      try {
        result = await client.appendToStream(this.stream, events, { expectedRevision });
      } catch (error) {
        if (
          typeof error === 'object' &&
          error !== null &&
          'type' in error &&
          error.type === 'wrong-expected-version'
        )
          throw error;
        return;
      }
      this.unanswered = undefined;
      this.last = result.nextExpectedRevision;
      const lastEvent = events.at(-1);
      if (lastEvent !== undefined) {
        const position = result.position?.commit ?? -1n;
        this.ledger.set(lastEvent.id, { stream: this.stream, revision: this.last, position });
      }
      for (const [index, event] of events.slice(0, -1).entries()) {
        const revision = this.last - BigInt(events.length - 1 - index);
        this.ledger.set(event.id, { stream: this.stream, revision, position: -1n });
      }
      acknowledged();
    }
  }
}

function newAttempt(): Attempt {
  const count = 1 + Math.floor(Math.random() * 5);
  const pad = 'x'.repeat(Math.floor(Math.random() * 3000));
  const events = Array.from({ length: count }, () => jsonEvent({ type: 'Written', data: { pad } }));
  return { events };
}

/** Writers on streams of their own, and the record of everything that was acknowledged to them. */
export class Ledger {
  readonly acknowledged = new Map<string, Acknowledged>();
  private readonly writers: Writer[];

  constructor(writers: number) {
    this.writers = Array.from({ length: writers }, () => new Writer(this.acknowledged));
  }

  /** Writes until the server is gone; `enough` is called once `count` appends were acknowledged. */
  async writeUntilBroken(connectionString: string, count: number, enough: () => void): Promise<void> {
    const client = dbClient.EventStoreDBClient.connectionString(connectionString);
    let left = count;
    const one = (): void => {
      left -= 1;
      if (left === 0) enough();
    };
    await Promise.all(this.writers.map((writer) => writer.writeUntilBroken(client, one)));
    await client.dispose();
  }

  /** What is wrong with a log, measured against what was acknowledged. Empty: nothing. */
  async faultsOf(connectionString: string): Promise<string[]> {
    const client = dbClient.EventStoreDBClient.connectionString(connectionString);
    const faults: string[] = [];
    const found = new Map<string, Acknowledged>();
    const revisions = new Map<string, bigint>();
    let before = -1n;
    for await (const { event } of client.readAll()) {
      if (event === undefined) continue;
      const position = event.position?.commit ?? -1n;
      if (found.has(event.id)) faults.push(`event ${event.id} stands twice`);
      if (position <= before) faults.push(`position ${position} comes after ${before}`);
      const expected = (revisions.get(event.streamId) ?? -1n) + 1n;
      if (event.revision !== expected)
        faults.push(`${event.streamId} has ${event.revision}, not ${expected}`);
      before = position;
      revisions.set(event.streamId, event.revision);
      found.set(event.id, { stream: event.streamId, revision: event.revision, position });
    }
    for (const [id, { stream, revision, position }] of this.acknowledged) {
      const stored = found.get(id);
      if (stored === undefined) faults.push(`acknowledged event ${id} is lost`);
      else if (stored.stream !== stream || stored.revision !== revision) faults.push(`event ${id} has moved`);
      else if (position !== -1n && stored.position !== position)
        faults.push(`event ${id} changed its position`);
    }
    await client.dispose();
    return faults;
  }
}
