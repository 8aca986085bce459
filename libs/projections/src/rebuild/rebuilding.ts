import type { ClientBase } from 'pg';
import { crashPoint } from '#libs/kernel/src/crash-point.js';
import type { Arrival } from '../arrival.js';
import type { Ask } from '../ask.js';
import { isLasting, PoisonEvent } from '../poison.js';
import type { Projection } from '../projection.js';
import { inSafeWords, stopReport, type EventPlace } from '../stop-report.js';
import { inTransaction } from './in-transaction.js';
import type { Change, SideRows } from './side-rows.js';
import { stepsOf } from './steps.js';
import { moveRebuild, type StoredRebuild } from './stored-rebuild.js';

/** Events between two writes of rows and position, of this many bytes at most. */
const STRETCH = 5_000;
const STRETCH_BYTES = 32 * 1_024 * 1_024;

const REMEDY =
  'What is read is not touched by this. Read what the event holds with the auditor, mend the software, and start the projector ' +
  'again: the rebuild goes on with this event. Or: projector retry, or projector skip.';

/** PostgreSQL refused a stretch of several events: taken again in shorter ones, it shows which event it was. */
export class StretchRefused extends Error {
  override readonly name = 'StretchRefused';
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
    private readonly holder: string,
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
    await moveRebuild(this.client, this.holder, this.stored, next);
    this.stored = next;
    this.#folded = { ...next };
  }

  async #fold(arrivals: readonly Arrival[]): Promise<void> {
    for (const rows of this.rows) rows.trim();
    const { steps, skipped, poison } = stepsOf(this.projection, this.skips, this.rows, arrivals);
    for (const rows of this.rows) await rows.fetch(this.#askAfterWriting, steps);
    let refused = poison;
    for (const { index, event, touched } of steps) {
      try {
        // All rows of an event, or none.
        const changes = touched.map(([rows, row]): [SideRows, Change] => [rows, rows.folded(event, row)]);
        for (const [rows, change] of changes) rows.keep(change);
      } catch (error) {
        refused = { index, error };
        break;
      }
    }
    const before = refused?.index ?? arrivals.length;
    this.#pass(
      arrivals.slice(0, before),
      skipped.flatMap(({ index, place }) => (index < before ? [place] : [])),
    );
    const at = refused && arrivals[refused.index];
    if (at) await this.#stopAt(at, refused?.error);
  }

  /** They are folded, or concern others. */
  #pass(arrivals: readonly Arrival[], skipped: readonly EventPlace[]): void {
    const last = arrivals.at(-1);
    if (last === undefined) return;
    const { stored, knownFrom } = last;
    const folded = this.#folded;
    folded.position = String(stored.position);
    folded.eventId = stored.id;
    folded.knownFrom = knownFrom;
    folded.events += arrivals.length;
    if (skipped.length > 0) folded.skipped = [...folded.skipped, ...skipped];
    this.#unwritten.events += arrivals.length;
    for (const { stored } of arrivals) this.#unwritten.bytes += stored.data.length;
    this.#last = last;
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
          await moveRebuild(this.client, this.holder, this.stored, to);
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
