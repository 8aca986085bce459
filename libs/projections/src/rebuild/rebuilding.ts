import type { ClientBase } from 'pg';
import { crashPoint } from '#libs/kernel/src/crash-point.js';
import { takenBy, type Arrival } from '../arrival.js';
import type { Ask } from '../ask.js';
import { isLasting, PoisonEvent } from '../poison.js';
import type { Key, Known, Projection } from '../projection.js';
import { inSafeWords, placeOf, stopReport } from '../stop-report.js';
import { inTransaction } from './in-transaction.js';
import type { Change, SideRows } from './side-rows.js';
import { moveRebuild, type StoredRebuild } from './stored-rebuild.js';

/** Events between two writes of rows and position, of this many bytes at most. */
const STRETCH = 20_000;
const STRETCH_BYTES = 32 * 1_024 * 1_024;

const REMEDY =
  'What is read is not touched by this. Read what the event holds with the auditor, mend the software, and start the projector ' +
  'again: the rebuild goes on with this event. Or: projector retry, or projector skip.';

/** PostgreSQL refused a stretch of several events: taken again in shorter ones, it shows which event it was. */
export class StretchRefused extends Error {
  override readonly name = 'StretchRefused';
}

interface Step {
  readonly arrival: Arrival;
  readonly knownFrom: Date;
  readonly taken: Known | 'nothing' | 'skipped';
  readonly keys: readonly (readonly [SideRows, Key])[];
}

/** One projection being filled anew: folded in memory, the next stretch while the last is written. */
export class Rebuilding {
  /** What was folded, ahead of what is stored by what is not yet written. */
  #folded: { -readonly [Name in keyof StoredRebuild]: StoredRebuild[Name] };
  #unwritten = { events: 0, bytes: 0 };
  #last: Arrival | null = null;
  #writing: Promise<void> | null = null;
  #isWithin = false;
  readonly #ask: Ask;

  constructor(
    readonly projection: Projection,
    private stored: StoredRebuild,
    private readonly client: ClientBase,
    private readonly rows: readonly SideRows[],
    private readonly skips: ReadonlySet<string>,
    private readonly stretch = STRETCH,
  ) {
    this.#folded = { ...stored, stopped: null };
    this.#ask = async <Row extends object>(statement: string, parameters: unknown[]) =>
      (await client.query<Row>(statement, parameters)).rows;
  }

  get at(): StoredRebuild {
    return this.#folded;
  }

  get position(): bigint | null {
    return this.#folded.position === null ? null : BigInt(this.#folded.position);
  }

  /** In stretches this much shorter, from what is stored on. */
  get shorterStretch(): number {
    return Math.ceil(this.stretch / 10);
  }

  /**
   * Takes what lies behind its position; after a stop, nothing. At an event that it cannot take it writes all before that one, and
   * stops there. Throws StretchRefused, and when the databases are lost or somebody else goes on with the rebuild.
   */
  async take(arrivals: readonly Arrival[]): Promise<void> {
    const { position } = this;
    const ahead = arrivals.filter(({ stored }) => position === null || stored.position > position);
    for (let from = 0; from < ahead.length && this.#folded.stopped === null; from += this.stretch) {
      await this.#fold(ahead.slice(from, from + this.stretch));
      const { events, bytes } = this.#unwritten;
      if (events >= this.stretch || bytes >= STRETCH_BYTES) await this.#write();
    }
  }

  /** Resolves when everything that it took is in its tables, and its position with it. */
  async written(): Promise<void> {
    if (this.#unwritten.events > 0) await this.#write();
    await this.#writing;
  }

  /** What it takes in there is written as part of the caller's transaction. When that fails, begin with a new Rebuilding. */
  async withinTransaction(work: () => Promise<void>): Promise<void> {
    await this.written();
    this.#isWithin = true;
    await work();
    await this.written();
    this.#isWithin = false;
  }

  /** To another state, or a stop. Everything that it took must be written. */
  async move(
    change: Partial<Pick<StoredRebuild, 'state' | 'goal' | 'stopped' | 'differences'>>,
  ): Promise<void> {
    const next = { ...this.#folded, ...change };
    await moveRebuild(this.client, this.stored, next);
    this.stored = next;
    this.#folded = { ...next };
  }

  async #fold(arrivals: readonly Arrival[]): Promise<void> {
    if (this.#writing === null) for (const rows of this.rows) rows.trim();
    const { steps, poison } = this.#steps(arrivals);
    for (const rows of this.rows) {
      const wanted = steps.flatMap(({ keys }) => keys.filter(([of]) => of === rows).map(([, key]) => key));
      await rows.fetch(this.#askAfterWriting, wanted);
    }
    for (const step of steps) {
      try {
        this.#apply(step);
      } catch (error) {
        return this.#stopAt(step.arrival, error);
      }
    }
    if (poison !== null) await this.#stopAt(poison.arrival, poison.error);
  }

  /** Up to the first event that cannot be taken. */
  #steps(arrivals: readonly Arrival[]): {
    steps: Step[];
    poison: { arrival: Arrival; error: unknown } | null;
  } {
    const steps: Step[] = [];
    let { knownFrom } = this.#folded;
    for (const arrival of arrivals) {
      const { created } = arrival.stored;
      if (knownFrom === null || created > knownFrom) knownFrom = created;
      try {
        const taken = takenBy(this.projection, this.skips, arrival);
        if (typeof taken === 'string') steps.push({ arrival, knownFrom, taken, keys: [] });
        else {
          const event = { ...taken, knownFrom };
          const keys = this.rows.flatMap((rows) => rows.keys(event).map((key) => [rows, key] as const));
          steps.push({ arrival, knownFrom, taken: event, keys });
        }
      } catch (error) {
        return { steps, poison: { arrival, error } };
      }
    }
    return { steps, poison: null };
  }

  /** All rows of an event, or none. Throws PoisonEvent. */
  #apply({ arrival, knownFrom, taken, keys }: Step): void {
    const { stored } = arrival;
    if (typeof taken !== 'string') {
      const changes = keys.map(([rows, key]): [SideRows, Change] => [rows, rows.folded(taken, key)]);
      for (const [rows, change] of changes) rows.keep(change);
    }
    const folded = this.#folded;
    folded.position = String(stored.position);
    folded.eventId = stored.id;
    folded.knownFrom = knownFrom;
    folded.events += 1;
    if (taken === 'skipped') folded.skipped = [...folded.skipped, placeOf(stored)];
    this.#unwritten.events += 1;
    this.#unwritten.bytes += stored.data.length;
    this.#last = arrival;
  }

  /** One statement at a time on a connection. */
  readonly #askAfterWriting: Ask = async (statement, parameters) => {
    await this.#writing;
    return this.#ask(statement, parameters);
  };

  async #stopAt(arrival: Arrival, error: unknown): Promise<void> {
    if (!isLasting(error)) throw error;
    await this.written();
    const cause = error instanceof PoisonEvent ? (error.cause ?? error) : error;
    await this.move({ stopped: stopReport(inSafeWords(cause), REMEDY, arrival.stored) });
  }

  /** Begins to write once the last stretch is written. */
  async #write(): Promise<void> {
    await this.#writing;
    const to = { ...this.#folded };
    const { events } = this.#unwritten;
    this.#unwritten = { events: 0, bytes: 0 };
    const last = this.#last;
    const commit = async (): Promise<void> => {
      try {
        const stretches = this.rows.map((rows) => [rows, rows.takeStretch()] as const);
        const transaction = this.#isWithin ? withinCallers : inTransaction;
        await transaction(this.client, async () => {
          for (const [rows, stretch] of stretches) await rows.write(this.client, this.#ask, stretch);
          await moveRebuild(this.client, this.stored, to);
        });
        this.stored = to;
        this.#writing = null;
        crashPoint('rebuild:stretch');
      } catch (error) {
        if (!isLasting(error)) throw error;
        if (events > 1 || last === null) throw new StretchRefused(inSafeWords(error));
        await this.#refused(last, error);
      }
    };
    this.#writing = commit();
    // Whoever waits for it hears of its failure; here it only must not count as unhandled.
    this.#writing.catch(() => undefined);
    if (this.stretch < STRETCH) await this.#writing;
  }

  async #refused(arrival: Arrival, error: unknown): Promise<void> {
    this.#folded = { ...this.stored, stopped: null };
    this.#writing = null;
    await this.move({ stopped: stopReport(inSafeWords(error), REMEDY, arrival.stored) });
  }
}

const withinCallers: typeof inTransaction = (_client, work) => work();
