import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { crashPoint } from '#libs/kernel/src/crash-point.js';
import type { Arrival } from '../arrival.js';
import { logHas } from '../log-has.js';
import { tablesOf } from '../ownership.js';
import { isLasting, refusalOf } from '../poison.js';
import type { Projection } from '../projection.js';
import { RowTable } from '../row-table.js';
import { readSkips } from '../skips.js';
import { inSafeWords, stopReport } from '../stop-report.js';
import { inTransaction } from './in-transaction.js';
import { Nearness } from './nearness.js';
import type { RebuildOptions } from './rebuild-lease.js';
import { statusOf } from './rebuild-status.js';
import { Rebuilding, StretchRefused } from './rebuilding.js';
import { SideRows } from './side-rows.js';
import { SideTables } from './side-tables.js';
import { readRebuild, type StoredRebuild } from './stored-rebuild.js';
import { swapIn } from './swap-in.js';

const BETWEEN_LOCKS_MS = 50;
const LOCK_NOT_AVAILABLE = '55P03';

/** One rebuild on its way through its states, in this process, on a connection of its own. */
export class RebuildRun {
  #rebuilding: Rebuilding;
  #since: { readonly at: StoredRebuild; readonly ms: number };
  #eventsBefore = 0;
  readonly #nearness = new Nearness();
  /** It began again from an earlier position than the reading is at: the next one is for it. */
  #isBehind = false;
  #mustBeginAnew = false;

  private constructor(
    private readonly projection: Projection,
    private readonly options: RebuildOptions,
    private readonly database: DataSource,
    private readonly client: pg.Client,
    private readonly skips: ReadonlySet<string>,
    stored: StoredRebuild,
  ) {
    this.#rebuilding = this.#from(stored);
    this.#since = { at: stored, ms: performance.now() };
  }

  /** From what is stored. Stands still if the log does not have the event at its position. */
  static async open(
    projection: Projection,
    options: RebuildOptions,
    database: DataSource,
  ): Promise<RebuildRun> {
    const client = new pg.Client({
      connectionString: options.databaseUrl,
      keepAlive: true,
      application_name: 'homeward-rebuild',
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const skips = await readSkips(
        async (statement, parameters) => (await client.query(statement, parameters)).rows,
        projection,
      );
      const run = new RebuildRun(
        projection,
        options,
        database,
        client,
        skips,
        await readRebuild(client, projection.name),
      );
      await run.#recogniseLog();
      return run;
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  get isGoing(): boolean {
    const { state, stopped } = this.#rebuilding.at;
    return state !== 'live' && stopped === null && !this.#mustBeginAnew;
  }

  /** Whether it takes more of the reading under way. */
  get isReading(): boolean {
    return this.isGoing && !this.#isBehind;
  }

  get position(): bigint | null {
    return this.#rebuilding.position;
  }

  /** From when on the event at its position is known. */
  get knownFrom(): Date | null {
    return this.#rebuilding.at.knownFrom;
  }

  get throttle(): number | null {
    return this.#rebuilding.at.throttle;
  }

  /** `end`: where the log ends; null while it is empty. */
  async beginReading(end: bigint | null): Promise<void> {
    this.#isBehind = false;
    const { state, events } = this.#rebuilding.at;
    this.#eventsBefore = events;
    const goal = end === null ? null : String(end);
    await this.#move({ goal, state: state === 'created' ? 'replaying' : state });
  }

  async take(arrivals: readonly Arrival[]): Promise<void> {
    if (!this.isReading) return;
    await this.#refusalsShown(() => this.#rebuilding.take(arrivals));
    this.#tell();
  }

  /** `reachedEnd`: the reading was not broken off, so that the next state may come. */
  async endReading(reachedEnd: boolean): Promise<void> {
    await this.#refusalsShown(() => this.#rebuilding.written());
    if (!reachedEnd || !this.isReading) return this.#tell();
    const { state, events } = this.#rebuilding.at;
    if (state === 'replaying') await this.#index();
    else if (this.#nearness.isNear(events - this.#eventsBefore)) {
      if (state !== 'ready') await this.#move({ state: 'ready' });
      await this.#swapIn();
    }
    this.#tell();
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async #index(): Promise<void> {
    try {
      await inTransaction(this.client, async () => {
        await this.#sides.index();
        await this.#move({ state: 'catching up' });
      });
      crashPoint('rebuild:indexed');
    } catch (error) {
      if (!isLasting(error)) throw error;
      await this.#reload();
      const remedy =
        'The rows of this projection do not fit the keys of its table. What is read is not touched. Mend the fold, and raise the version.';
      await this.#move({ stopped: stopReport(inSafeWords(error), remedy, null) });
    }
  }

  async #swapIn(): Promise<void> {
    const { eventStore, codec, signal } = this.options;
    const parts = {
      rebuilding: this.#rebuilding,
      sides: this.#sides,
      client: this.client,
      eventStore,
      codec,
    };
    const outcome = await swapIn(parts, signal).catch((error: unknown) => error);
    if (outcome !== 'live') {
      await this.#reload();
      if (outcome === 'changed') this.#mustBeginAnew = true;
      else if (outcome === 'read again') return;
      else if (refusalOf(outcome)?.code === LOCK_NOT_AVAILABLE) {
        await delay(BETWEEN_LOCKS_MS, undefined, { signal }).catch(() => undefined);
      } else if (isLasting(outcome)) {
        const remedy =
          'The new tables could not take the place of those that are read, which are not touched. Mend that, then: projector retry.';
        await this.#move({ stopped: stopReport(inSafeWords(outcome), remedy, null) });
      } else throw outcome;
      return;
    }
    const { projection, version, events, differences } = this.#rebuilding.at;
    this.options.log.info({ projection, version, events, differences }, 'rebuild live');
    if (Object.values(differences ?? {}).some((count) => count > 0))
      this.options.log.error(
        { projection, differences },
        'the rows that were read were not what the log says',
      );
    crashPoint('rebuild:live');
  }

  /** After a refusal by PostgreSQL: from what is stored, in shorter stretches, until it is clear which event it was. */
  async #refusalsShown(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof StretchRefused)) throw error;
      await this.#reload(this.#rebuilding.shorterStretch);
      this.#isBehind = true;
    }
  }

  async #reload(stretch?: number): Promise<void> {
    this.#rebuilding = this.#from(await readRebuild(this.client, this.projection.name), stretch);
  }

  #from(from: StoredRebuild, stretch?: number): Rebuilding {
    const rows = this.projection.models.map(
      (model) =>
        new SideRows(
          model,
          new RowTable(this.database.getMetadata(model.entity), 'read_next'),
          from.position === null,
        ),
    );
    const { client, skips, options } = this;
    return new Rebuilding(this.projection, from, client, options.holder, rows, skips, stretch);
  }

  async #move(change: Parameters<Rebuilding['move']>[0]): Promise<void> {
    const before = this.#rebuilding.at.state;
    await this.#rebuilding.move(change);
    const { projection, state, events } = this.#rebuilding.at;
    if (state !== before) this.options.log.info({ projection, state, events }, 'rebuild');
    this.#tell();
    if (state !== before) crashPoint(`rebuild:${state.replace(' ', '-')}`);
  }

  async #recogniseLog(): Promise<void> {
    const { projection, position, eventId } = this.#rebuilding.at;
    if (position === null || (await logHas(this.options.eventStore, position, eventId))) return;
    const error = `The log does not have event ${eventId} at position ${position}, which this rebuild took last: it is another log, or an older copy of it.`;
    const remedy = `Let EVENTSTORE_URL name the log that the rebuild began with, or begin it anew: projector rebuild ${projection}.`;
    await this.#move({ stopped: stopReport(error, remedy, null) });
  }

  get #sides(): SideTables {
    return new SideTables(this.client, tablesOf(this.projection));
  }

  #tell(): void {
    const { at, ms } = this.#since;
    const now = this.#rebuilding.at;
    const { status, log } = this.options;
    const { name } = this.projection;
    if (now.stopped !== null && (status.rebuilds[name]?.stopped ?? null) === null)
      log.error({ projection: name, ...now.stopped }, 'rebuild stopped');
    status.rebuilds[name] = statusOf(now, { ...at, seconds: (performance.now() - ms) / 1_000 });
  }
}
