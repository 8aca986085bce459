import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { crashPoint } from '#libs/kernel/src/crash-point.js';
import { takenBy, type Arrival } from './arrival.js';
import type { Ask } from './ask.js';
import type { Checkpoint } from './checkpoint.entity.js';
import { moveCheckpoint, readCheckpoint, recordStop } from './checkpoints.js';
import { foldRows } from './fold-rows.js';
import { logHas } from './log-has.js';
import { isLasting, PoisonEvent } from './poison.js';
import type { Known, Projection } from './projection.js';
import { RowTable } from './row-table.js';
import { readSkips } from './skips.js';
import { inSafeWords, placeOf, stopReport, type EventPlace, type StopReport } from './stop-report.js';

const REMEDY =
  'Read what the event holds with the auditor, mend the software, and start the projector again: it goes on with this event. ' +
  'If only something outside was missing: projector retry. If the rows can do without the event for now: projector skip.';

/** One projection at work: its rows and its checkpoint move together, or not at all. */
export class ProjectionWorker {
  stopped: StopReport | null = null;
  readonly #tables: ReadonlyMap<Projection['models'][number], RowTable>;

  private constructor(
    readonly projection: Projection,
    private readonly database: DataSource,
    private checkpoint: Checkpoint,
    private readonly skips: ReadonlySet<string>,
    private readonly log: Logger,
  ) {
    this.#tables = new Map(
      projection.models.map((model) => [model, new RowTable(database.getMetadata(model.entity))]),
    );
  }

  /** At its checkpoint; idle while its tables are of an earlier version; stopped if the log is not the same. */
  static async open(
    projection: Projection,
    database: DataSource,
    eventStore: EventStore,
    log: Logger,
  ): Promise<ProjectionWorker> {
    const checkpoint = await readCheckpoint(database.manager, projection.name, projection.version);
    const skips = await readSkips(askOf(database), projection);
    const worker = new ProjectionWorker(projection, database, checkpoint, skips, log);
    if (checkpoint.version > projection.version) {
      await worker.#stop(
        `Its tables were filled by version ${checkpoint.version} of this projection; this software has ${projection.version}.`,
        'Start the newer software again.',
        null,
      );
    } else if (!worker.awaitsRebuild) await worker.#recogniseLog(eventStore);
    return worker;
  }

  /** Its tables are read as an earlier version left them, until a rebuild has filled new ones. */
  get awaitsRebuild(): boolean {
    return this.checkpoint.version < this.projection.version;
  }

  get skipped(): readonly EventPlace[] {
    return this.checkpoint.skipped;
  }

  /** From when on the event at its position is known. */
  get knownFrom(): Date | null {
    return this.checkpoint.knownFrom;
  }

  get position(): bigint | null {
    return this.checkpoint.position === null ? null : BigInt(this.checkpoint.position);
  }

  /**
   * Takes what lies behind its position. When a batch holds an event that it cannot take, all before that one are taken and it
   * stops there. Throws when the databases are lost, or another projector moved the checkpoint.
   */
  async take(batch: readonly Arrival[]): Promise<void> {
    const { position } = this;
    const ahead = batch.filter(({ stored }) => position === null || stored.position > position);
    if (ahead.length === 0 || this.stopped !== null || this.awaitsRebuild) return;
    try {
      await this.#commit(ahead);
    } catch (error) {
      if (!isLasting(error)) throw error;
      if (ahead.length === 1) {
        const cause = error instanceof PoisonEvent ? (error.cause ?? error) : error;
        return this.#stop(inSafeWords(cause), REMEDY, ahead[0] ?? null);
      }
      for (const arrival of ahead) await this.take([arrival]);
    }
  }

  async #commit(batch: readonly Arrival[]): Promise<void> {
    const { events, knownFrom, skipped } = this.#known(batch);
    const last = batch.at(-1)?.stored;
    if (last === undefined) return;
    const next = {
      ...this.checkpoint,
      position: String(last.position),
      eventId: last.id,
      knownFrom,
      stopped: null,
      skipped,
    };
    await this.database.transaction(async (manager) => {
      await moveCheckpoint(manager, this.checkpoint, next);
      for (const [model, table] of this.#tables) await foldRows(askOf(manager), model, table, events);
      crashPoint('projector:before-commit');
    });
    this.checkpoint = next;
    crashPoint('projector:after-commit');
    this.#tell(events, last.position);
  }

  /** By the ids of its events a request can be followed from HTTP, where it has the same id, into the tables. */
  #tell(events: readonly Known[], position: bigint): void {
    if (events.length === 0 || !this.log.isLevelEnabled('debug')) return;
    const ids = events.map(({ id, metadata: { $correlationId, $causationId } }) => ({
      id,
      correlationId: $correlationId,
      causationId: $causationId,
    }));
    this.log.debug(
      { projection: this.projection.name, position: String(position), events: ids },
      'rows written',
    );
  }

  /** The events that it reads, each with the running maximum of the store's clock up to it. */
  #known(batch: readonly Arrival[]): { events: Known[] } & Pick<Checkpoint, 'knownFrom' | 'skipped'> {
    const skipped = [...this.checkpoint.skipped];
    const events: Known[] = [];
    for (const arrival of batch) {
      const taken = takenBy(this.projection, this.skips, arrival);
      if (taken === 'skipped') skipped.push(placeOf(arrival.stored));
      else if (taken !== 'nothing') events.push(taken);
    }
    return { events, knownFrom: batch.at(-1)?.knownFrom ?? null, skipped };
  }

  async #recogniseLog(eventStore: EventStore): Promise<void> {
    const { position, eventId, projection } = this.checkpoint;
    if (position === null) return;
    if (await logHas(eventStore, position, eventId)) return;
    await this.#stop(
      `The log does not have event ${eventId} at position ${position}, which this projection took last: it is another log, or an older copy of it.`,
      'Let EVENTSTORE_URL name the log from which this database was filled. If an older copy was restored on purpose, have the ' +
        `projection filled anew: projector rebuild ${projection}.`,
      null,
    );
  }

  async #stop(error: string, remedy: string, at: Arrival | null): Promise<void> {
    const report = stopReport(error, remedy, at?.stored ?? null);
    await recordStop(this.database.manager, this.checkpoint, report);
    this.stopped = report;
  }
}

function askOf(through: Pick<DataSource, 'query'>): Ask {
  return (statement, parameters) => through.query(statement, parameters);
}
