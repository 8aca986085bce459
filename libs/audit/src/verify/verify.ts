import pg from 'pg';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { opened, type Arrival } from '#libs/projections/src/arrival.js';
import type { Projection } from '#libs/projections/src/projection.js';
import { projectionsDatabase } from '#libs/projections/src/projections-database.js';
import type { HomewardCodec } from '#libs/stored-events/src/homeward-events.js';
import type { Verified } from './findings.js';
import { ProjectionVerification } from './projection-verification.js';
import { sampleOf } from './sampling.js';
import { beginSnapshot } from './snapshot.js';

const CHUNK = 1_000;

export interface VerifyParts {
  readonly store: EventStore;
  readonly codec: HomewardCodec;
  /** Of a login that may read `read` and `records`, and make temporary tables. */
  readonly databaseUrl: string;
  readonly projections: readonly Projection[];
  /** Told how many events of the log were read so far. */
  readonly progress: (events: number) => void;
}

export interface Wanted {
  /** The share of the rows of each table that is looked at, in percent: 100 for all. */
  readonly sample: number;
  /** Whether the values that differ are told: they may be personal data. */
  readonly show: boolean;
}

/**
 * Recomputes every read model from the log, in temporary tables, up to the position that it reflects, and compares. The projector goes
 * on meanwhile; nothing of this is left behind. Throws when the log or PostgreSQL cannot be read.
 */
export async function verify(parts: VerifyParts, { sample, show }: Wanted): Promise<Verified> {
  const { databaseUrl, projections } = parts;
  const database = await projectionsDatabase(databaseUrl, projections).initialize();
  const client = new pg.Client({
    connectionString: databaseUrl,
    keepAlive: true,
    application_name: 'homeward-verify',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { checkpoints, problems, notVerified } = await beginSnapshot(client, projections);
    const chosen = sampleOf(sample);
    const verifications: ProjectionVerification[] = [];
    for (const projection of projections) {
      const reflected = checkpoints.find(
        (each) => each.projection === projection.name && each.partition === 0,
      );
      if (reflected !== undefined)
        verifications.push(
          await ProjectionVerification.open(projection, reflected, client, database, chosen),
        );
    }
    let events = 0;
    for await (const arrived of throughTheLog(parts, verifications)) {
      for (const verification of verifications) await verification.take(arrived);
      parts.progress((events += arrived.length));
    }
    for (const verification of verifications) await verification.compare(show);
    await explain(parts, verifications);
    return {
      projections: verifications.map(({ verified }) => verified),
      events,
      sample,
      problems,
      notVerified,
    };
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    await client.end();
    await database.destroy();
  }
}

/** Reads the log a second time, if any row is wrong: for the events that touch it. */
async function explain(parts: VerifyParts, verifications: readonly ProjectionVerification[]): Promise<void> {
  const wanting = verifications.filter(({ isExplanationWanted }) => isExplanationWanted);
  if (wanting.length === 0) return;
  for await (const arrived of throughTheLog(parts, wanting))
    for (const each of arrived) for (const verification of wanting) verification.explain(each);
}

/** Up to the furthest position that any of them reflects; each event is decoded once. */
async function* throughTheLog(
  { store, codec }: VerifyParts,
  verifications: readonly ProjectionVerification[],
): AsyncGenerator<Arrival[]> {
  const last = verifications.map(({ upTo }) => upTo ?? -1n).reduce((a, b) => (a > b ? a : b), -1n);
  let knownFrom: Date | null = null;
  for await (const chunk of store.readAllInChunks(null, CHUNK)) {
    const within = chunk.filter(({ position }) => position <= last);
    const arrivals = await opened(within, codec, knownFrom);
    knownFrom = arrivals.at(-1)?.knownFrom ?? knownFrom;
    if (arrivals.length > 0) yield arrivals;
    if (within.length < chunk.length) return;
  }
}
