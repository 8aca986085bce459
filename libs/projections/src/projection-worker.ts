import type { DataSource, EntityManager } from 'typeorm';
import { EventStoreError, EventStoreUnavailable } from '#libs/event-store/src/event-store.js';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { crashPoint } from '#libs/kernel/src/crash-point.js';
import { isNeeded, type Arrival } from './arrival.js';
import type { Checkpoint } from './checkpoint.entity.js';
import { moveCheckpoint, readCheckpoint, recordStop } from './checkpoints.js';
import { foldRows } from './fold-rows.js';
import { isLasting, PoisonEvent } from './poison.js';
import type { Known, Projection } from './projection.js';
import { RowTable } from './row-table.js';
import { inSafeWords, stopReport, type StopReport } from './stop-report.js';

const REMEDY =
  'Read what the event holds with the auditor, mend the software, and start the projector again: it goes on with this event.';

/** One projection at work: its rows and its checkpoint move together, or not at all. */
export class ProjectionWorker {
  stopped: StopReport | null = null;
  readonly #tables: ReadonlyMap<Projection['models'][number], RowTable>;

  private constructor(
    readonly projection: Projection,
    private readonly database: DataSource,
    private checkpoint: Checkpoint,
  ) {
    this.#tables = new Map(
      projection.models.map((model) => [model, new RowTable(database.getMetadata(model.entity))]),
    );
  }

  /** At its checkpoint; emptied and at the beginning after a raised version; stopped if the log is not the same. */
  static async open(
    projection: Projection,
    database: DataSource,
    eventStore: EventStore,
  ): Promise<ProjectionWorker> {
    const checkpoint = await readCheckpoint(database.manager, projection.name, projection.version);
    const worker = new ProjectionWorker(projection, database, checkpoint);
    if (checkpoint.version > projection.version) {
      await worker.#stop(
        `Its tables were filled by version ${checkpoint.version} of this projection; this software has ${projection.version}.`,
        'Start the newer software again.',
        null,
      );
    } else if (checkpoint.version < projection.version) await worker.#startAnew();
    else await worker.#recogniseLog(eventStore);
    return worker;
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
    if (ahead.length === 0 || this.stopped !== null) return;
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
    const { events, knownFrom } = this.#known(batch);
    const last = batch.at(-1)?.stored;
    if (last === undefined) return;
    const next = {
      ...this.checkpoint,
      position: String(last.position),
      eventId: last.id,
      knownFrom,
      stopped: null,
    };
    await this.database.transaction(async (manager) => {
      await moveCheckpoint(manager, this.checkpoint, next);
      for (const [model, table] of this.#tables) await foldRows(manager, model, table, events);
      crashPoint('projector:before-commit');
    });
    this.checkpoint = next;
    crashPoint('projector:after-commit');
  }

  /** The events that it reads, each with the running maximum of the store's clock up to it. */
  #known(batch: readonly Arrival[]): { events: Known[]; knownFrom: Date | null } {
    let { knownFrom } = this.checkpoint;
    const events: Known[] = [];
    for (const arrival of batch) {
      const { created } = arrival.stored;
      if (knownFrom === null || created > knownFrom) knownFrom = created;
      if (!isNeeded(arrival, this.projection)) continue;
      if (arrival.kind === 'unreadable') throw new PoisonEvent('unreadable', { cause: arrival.error });
      events.push({ ...arrival.recorded, knownFrom });
    }
    return { events, knownFrom };
  }

  async #startAnew(): Promise<void> {
    const { version } = this.projection;
    const next = {
      ...this.checkpoint,
      version,
      position: null,
      eventId: null,
      knownFrom: null,
      stopped: null,
    };
    await this.database.transaction(async (manager: EntityManager) => {
      await moveCheckpoint(manager, this.checkpoint, next);
      for (const { name } of this.#tables.values()) await manager.query(`TRUNCATE ${name}`);
    });
    this.checkpoint = next;
  }

  async #recogniseLog(eventStore: EventStore): Promise<void> {
    const { position, eventId, projection } = this.checkpoint;
    if (position === null) return;
    const found = await eventStore.eventAt(BigInt(position)).catch((error: unknown) => {
      if (error instanceof EventStoreError && !(error instanceof EventStoreUnavailable)) return null;
      throw error;
    });
    if (found?.id === eventId) return;
    await this.#stop(
      `The log does not have event ${eventId} at position ${position}, which this projection took last: it is another log, or an older copy of it.`,
      'Let EVENTSTORE_URL name the log from which this database was filled. If an older copy was restored on purpose, have the ' +
        `projection filled anew: UPDATE read.checkpoint SET version = 0 WHERE projection = '${projection}', and start the projector again.`,
      null,
    );
  }

  async #stop(error: string, remedy: string, at: Arrival | null): Promise<void> {
    const report = stopReport(error, remedy, at?.stored ?? null);
    await recordStop(this.database.manager, this.projection.name, report);
    this.stopped = report;
  }
}
