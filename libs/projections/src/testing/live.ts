import { randomUUID } from 'node:crypto';
import { pino, type Logger } from 'pino';
import pg from 'pg';
import type { MigrationInterface } from 'typeorm';
import { startEventStore, type RunningEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import {
  homewardCodec,
  type HomewardCodec,
  type HomewardEvent,
} from '#libs/stored-events/src/homeward-events.js';
import { temporaryKeys } from '#libs/stored-events/src/testing/temporary-keys.js';
import { migratedDatabase } from '#test/support/postgres.js';
import { CheckpointWaiter } from '../checkpoint-waiter.js';
import type { Projection } from '../projection.js';
import { runProjections } from '../run-projections.js';
import { notBegun, type RunnerStatus } from '../runner-status.js';

export interface RunningProjections {
  readonly status: RunnerStatus;
  /** What it logged, a line each. */
  readonly said: readonly string[];
  stop(): Promise<void>;
}

const ACTOR = { id: '00000000-0000-4000-8000-000000000001', role: 'caseworker' };

/** A real event store, PostgreSQL and key store, for a test; what it starts it stops. */
export class Live {
  readonly #running = new Set<RunningProjections>();

  private constructor(
    readonly store: RunningEventStore,
    readonly eventStore: EventStore,
    readonly keys: Awaited<ReturnType<typeof temporaryKeys>>,
    readonly codec: HomewardCodec,
    readonly databaseUrl: string,
    readonly waiter: CheckpointWaiter,
    private readonly pool: pg.Pool,
    private readonly drop: () => Promise<void>,
  ) {}

  static async start(migrations: readonly (new () => MigrationInterface)[]): Promise<Live> {
    const [store, database, keys] = await Promise.all([
      startEventStore({ dataDir: undefined, port: 0 }),
      migratedDatabase(migrations),
      temporaryKeys(),
    ]);
    const pool = new pg.Pool({ connectionString: database.url });
    pool.on('error', () => undefined);
    const waiter = await CheckpointWaiter.connect(database.url);
    const eventStore = connectEventStore(store.connectionString);
    const codec = homewardCodec(keys.keys);
    return new Live(store, eventStore, keys, codec, database.url, waiter, pool, database.drop);
  }

  /** Appends after a revision (from the start if null); answers the position of the last event. */
  async append(stream: string, after: number | null, ...events: readonly HomewardEvent[]): Promise<bigint> {
    const commandId = randomUUID();
    const circumstances = {
      actor: ACTOR,
      commandId,
      digest: 'test',
      $correlationId: commandId,
      $causationId: commandId,
    };
    const encoded = await Promise.all(
      events.map((event) =>
        this.codec.encode(stream, event, { eventId: randomUUID(), metadata: circumstances }),
      ),
    );
    const outcome = await this.eventStore.append(stream, after ?? 'no_stream', encoded);
    if (outcome.kind !== 'appended') throw new Error(`not appended: ${outcome.kind}`);
    return outcome.position;
  }

  run(
    projections: readonly Projection[],
    eventStore: EventStore = this.eventStore,
    codec: HomewardCodec = this.codec,
  ): RunningProjections {
    const stopping = new AbortController();
    const said: string[] = [];
    const status = notBegun();
    const ended = runProjections({
      projections,
      eventStore,
      codec,
      databaseUrl: this.databaseUrl,
      status,
      log: logger(said),
      signal: stopping.signal,
      onFollowing: () => undefined,
    });
    const stop = async (): Promise<void> => {
      stopping.abort();
      this.#running.delete(running);
      await ended;
    };
    const running = { status, said, stop };
    this.#running.add(running);
    return running;
  }

  /** Throws if the projection has not passed the position in good time. */
  async passed(projection: string, position: bigint): Promise<void> {
    if (!(await this.waiter.passed(projection, position, 20_000)))
      throw new Error(`${projection} has not passed ${position}`);
  }

  async rows<Row extends object>(statement: string, parameters: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(statement, parameters);
    return rows;
  }

  async close(): Promise<void> {
    for (const running of this.#running) await running.stop();
    await this.waiter.close();
    await this.eventStore.close();
    await this.store.stop();
    await this.keys.remove();
    await this.pool.end();
    await this.drop();
  }
}

function logger(lines: string[]): Logger {
  return pino({}, { write: (line: string) => void lines.push(line) });
}

/** Asks again until the answer is true; throws after 20 seconds. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error(`never came true: ${String(what)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
