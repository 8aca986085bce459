import type { ClientBase } from 'pg';
import type { EventPlace, StopReport } from '../stop-report.js';
import { hasLease } from './rebuild-lease.js';
import type { RebuildProgress, RebuildState } from './rebuild-status.js';

/** How far a rebuild has come, as `read.rebuild` has it: it is resumed from here, whoever died. */
export interface StoredRebuild extends RebuildProgress {
  readonly projection: string;
  /** Of the columns of the tables when it began: see SideTables. */
  readonly definition: string;
  /** The event at the position, by which the log is known again. */
  readonly eventId: string | null;
  readonly knownFrom: Date | null;
  readonly skipped: readonly EventPlace[];
  /** At most so many events a second. */
  readonly throttle: number | null;
  /** The operator's request, if it was one. */
  readonly request: string | null;
  readonly startedAt: Date;
}

const COLUMNS = `projection, version, state, definition, position, event_id AS "eventId", known_from AS "knownFrom", skipped,
  events::float8 AS events, goal, throttle, request, stopped, differences, started_at AS "startedAt"`;

export async function readRebuilds(db: ClientBase): Promise<StoredRebuild[]> {
  const { rows } = await db.query<StoredRebuild>(
    `SELECT ${COLUMNS} FROM read.rebuild ORDER BY projection LIMIT 1000`,
  );
  return rows;
}

/** Throws when there is none. */
export async function readRebuild(db: ClientBase, name: string): Promise<StoredRebuild> {
  const found = (await readRebuilds(db)).find(({ projection }) => projection === name);
  if (found === undefined) throw new Error(`The rebuild of ${name} is gone from read.rebuild.`);
  return found;
}

export interface NewRebuild {
  readonly projection: string;
  readonly version: number;
  readonly definition: string;
  readonly throttle: number | null;
  readonly request: string | null;
}

/** Takes the place of an earlier rebuild of the projection. Throws RebuildMoved when another has the lease; then roll back. */
export async function createRebuild(db: ClientBase, holder: string, rebuild: NewRebuild): Promise<void> {
  const { projection, version, definition, throttle, request } = rebuild;
  await db.query('DELETE FROM read.rebuild WHERE projection = $1', [projection]);
  const { rowCount } = await db.query(
    `INSERT INTO read.rebuild (projection, version, state, definition, throttle, request)
     SELECT $1, $2, 'created', $3, $4, $5 WHERE ${hasLease('$6')}`,
    [projection, version, definition, throttle, request, holder],
  );
  if (rowCount !== 1) throw new RebuildMoved(projection);
}

/** Another process went on with this rebuild, began it anew, or may do so: nothing was written. */
export class RebuildMoved extends Error {
  override readonly name = 'RebuildMoved';
  constructor(projection: string) {
    super(
      `The rebuild of ${projection} is not where this projector left it: another took it over. Nothing was written.`,
    );
  }
}

/** Compare-and-set, as for checkpoints, by the process that has the lease. Throws RebuildMoved. */
export async function moveRebuild(
  db: ClientBase,
  holder: string,
  from: StoredRebuild,
  to: StoredRebuild,
): Promise<void> {
  const { rowCount } = await db.query(
    `UPDATE read.rebuild
     SET state = $4, position = $5::bigint, event_id = $6, known_from = $7, skipped = $8::jsonb, events = $9,
         goal = $10::bigint, stopped = $11::jsonb, differences = $12::jsonb, changed_at = clock_timestamp()
     WHERE projection = $1 AND started_at = $2 AND position IS NOT DISTINCT FROM $3::bigint AND state = $13 AND ${hasLease('$14')}`,
    [
      from.projection,
      from.startedAt,
      from.position,
      to.state,
      to.position,
      to.eventId,
      to.knownFrom,
      JSON.stringify(to.skipped),
      to.events,
      to.goal,
      json(to.stopped),
      json(to.differences),
      from.state,
      holder,
    ],
  );
  if (rowCount !== 1) throw new RebuildMoved(from.projection);
}

export const isUnderWay = ({ state }: { readonly state: RebuildState }): boolean => state !== 'live';

function json(value: StopReport | Readonly<Record<string, number>> | null): string | null {
  return value && JSON.stringify(value);
}
