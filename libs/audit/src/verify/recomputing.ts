import type { ClientBase } from 'pg';
import { takenBy, type Arrival } from '#libs/projections/src/arrival.js';
import type { Ask } from '#libs/projections/src/ask.js';
import { isLasting, PoisonEvent } from '#libs/projections/src/poison.js';
import type { Known, Projection } from '#libs/projections/src/projection.js';
import type { SideRows, Touched } from '#libs/projections/src/rebuild/side-rows.js';
import { inSafeWords } from '#libs/projections/src/stop-report.js';
import type { TableVerification } from './table-verification.js';

/** Events between two writes of rows, of this many bytes at most. */
const STRETCH = 20_000;
const STRETCH_BYTES = 32 * 1_024 * 1_024;

/** One projection folded anew into other tables, up to the position that its tables reflect. */
export class Recomputing {
  events = 0;
  /** Why it could not go on; null while it can. */
  stopped: string | null = null;
  #unwritten = { events: 0, bytes: 0 };
  readonly #ask: Ask;

  constructor(
    private readonly projection: Projection,
    private readonly upTo: bigint | null,
    private readonly tables: readonly TableVerification[],
    private readonly skips: ReadonlySet<string>,
    private readonly client: ClientBase,
  ) {
    this.#ask = async <Row extends object>(statement: string, parameters: unknown[]) =>
      (await client.query<Row>(statement, parameters)).rows;
  }

  async take(arrived: readonly Arrival[]): Promise<void> {
    const steps = this.#steps(arrived);
    for (const { rows } of this.tables) await rows.fetch(this.#ask, steps);
    for (const { event, bytes, touched } of steps) {
      if (!this.#tried(event, () => touched.map(([rows, row]) => rows.keep(rows.folded(event, row))))) return;
      this.events += 1;
      this.#unwritten.events += 1;
      this.#unwritten.bytes += bytes;
    }
    if (this.#unwritten.events >= STRETCH || this.#unwritten.bytes >= STRETCH_BYTES) await this.written();
  }

  /** Resolves when all that it took is in its tables. */
  async written(): Promise<void> {
    this.#unwritten = { events: 0, bytes: 0 };
    for (const { rows } of this.tables) {
      await rows.write(this.client, this.#ask, rows.takeStretch());
      rows.trim();
    }
  }

  /** Up to the first event that cannot be taken. */
  #steps(arrived: readonly Arrival[]) {
    const steps: { event: Known; bytes: number; touched: (readonly [SideRows, Touched])[] }[] = [];
    for (const arrival of arrived) {
      const { stored } = arrival;
      if (this.stopped !== null || this.upTo === null || stored.position > this.upTo) break;
      this.#tried(stored, () => {
        const event = takenBy(this.projection, this.skips, arrival);
        if (typeof event === 'string') return;
        const touched = this.tables.flatMap((table) =>
          table.rows
            .touched(event)
            .filter(({ key }) => table.isWanted(key))
            .map((row) => [table.rows, row] as const),
        );
        steps.push({ event, bytes: stored.data.length, touched });
      });
    }
    return steps;
  }

  #tried(at: { readonly stream: string; readonly revision: number }, work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      if (!isLasting(error)) throw error;
      const cause = error instanceof PoisonEvent ? (error.cause ?? error) : error;
      this.stopped = `Entry ${at.revision} of ${at.stream} could not be taken, so nothing behind it was compared. ${inSafeWords(cause)}`;
      return false;
    }
  }
}
