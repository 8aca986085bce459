import dbClient from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';

const { jsonEvent, NO_STREAM } = dbClient;

/** `position` is undefined until it is known: an answer tells that of an append's last event only. */
interface Acknowledged {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint | undefined;
  /** Acknowledged before this event was sent: it must stand before it. */
  readonly after: bigint;
}

/** What was acknowledged, by event id. */
export type Acknowledgements = Map<string, Acknowledged>;

interface Attempt {
  readonly events: ReturnType<typeof jsonEvent>[];
  readonly after: bigint;
}

/** Writers on streams of their own, and the record of everything that was acknowledged to them. */
export class Ledger {
  readonly acknowledged: Acknowledgements = new Map();
  private readonly writers: Writer[];
  private latest = -1n;

  /** `random(below)` decides how many events an append has, and how large they are. */
  constructor(
    writers: number,
    readonly random: (below: number) => number,
  ) {
    this.writers = Array.from({ length: writers }, () => new Writer(this));
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

  attempt(): Attempt {
    const pad = 'x'.repeat(this.random(20) === 0 ? this.random(20_000) : this.random(400));
    const events = Array.from({ length: 1 + this.random(5) }, () =>
      jsonEvent({ type: 'Written', data: { pad } }),
    );
    return { events, after: this.latest };
  }

  record({ events, after }: Attempt, stream: string, last: bigint, position: bigint): void {
    for (const [index, { id }] of events.entries()) {
      const isLast = index === events.length - 1;
      const revision = last - BigInt(events.length - 1 - index);
      this.acknowledged.set(id, { stream, revision, position: isLast ? position : undefined, after });
    }
    if (position > this.latest) this.latest = position;
  }

  /**
   * What is wrong with a log, measured against what was acknowledged (all of it, or what is given). Empty: nothing.
   * Positions that it sees for the first time must be the same from then on.
   */
  async faultsOf(connectionString: string, acknowledged = this.acknowledged): Promise<string[]> {
    const faults: string[] = [];
    const found = await readLog(connectionString, faults);
    for (const [id, promised] of acknowledged) {
      const stored = found.get(id);
      if (stored === undefined) {
        faults.push(`acknowledged event ${id} is lost`);
        continue;
      }
      if (stored.stream !== promised.stream || stored.revision !== promised.revision)
        faults.push(`event ${id} has moved`);
      if (promised.position !== undefined && stored.position !== promised.position)
        faults.push(`event ${id} changed its position`);
      if (stored.position <= promised.after)
        faults.push(`event ${id} stands before one that was acknowledged earlier`);
      acknowledged.set(id, { ...promised, position: stored.position });
    }
    return faults;
  }
}

/** A writer that repeats an append whose outcome it never learned. */
class Writer {
  private readonly stream = `writer-${randomUUID()}`;
  private last = -1n;
  private unanswered: Attempt | undefined;

  constructor(private readonly ledger: Ledger) {}

  async writeUntilBroken(client: EventStoreDBClient, acknowledged: () => void): Promise<void> {
    for (;;) {
      this.unanswered ??= this.ledger.attempt();
      const expectedRevision = this.last < 0n ? NO_STREAM : this.last;
      let result;
      try {
        result = await client.appendToStream(this.stream, this.unanswered.events, { expectedRevision });
      } catch (error) {
        if (isWrongRevision(error)) throw error;
        return;
      }
      this.last = result.nextExpectedRevision;
      this.ledger.record(this.unanswered, this.stream, this.last, result.position?.commit ?? -1n);
      this.unanswered = undefined;
      acknowledged();
    }
  }
}

interface Stored {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
}

async function readLog(connectionString: string, faults: string[]): Promise<Map<string, Stored>> {
  const client = dbClient.EventStoreDBClient.connectionString(connectionString);
  const found = new Map<string, Stored>();
  const revisions = new Map<string, bigint>();
  let before = -1n;
  for await (const { event } of client.readAll()) {
    if (event === undefined) continue;
    const position = event.position?.commit ?? -1n;
    if (found.has(event.id)) faults.push(`event ${event.id} stands twice`);
    if (position <= before) faults.push(`position ${position} comes after ${before}`);
    const expected = (revisions.get(event.streamId) ?? -1n) + 1n;
    if (event.revision !== expected) faults.push(`${event.streamId} has ${event.revision}, not ${expected}`);
    before = position;
    revisions.set(event.streamId, event.revision);
    found.set(event.id, { stream: event.streamId, revision: event.revision, position });
  }
  await client.dispose();
  return found;
}

function isWrongRevision(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'type' in error && error.type === 'wrong-expected-version'
  );
}
