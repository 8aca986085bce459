import type { ClientBase } from 'pg';
import type { EntityManager } from 'typeorm';
import { Checkpoint } from './checkpoint.entity.js';
import type { StopReport } from './stop-report.js';

export const CHECKPOINT_CHANNEL = 'homeward_checkpoint';

/** Somebody else moved this projection: nothing was written. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
  constructor(projection: string) {
    super(
      `The checkpoint of ${projection} is not where this projector left it: another projector writes to the same ` +
        'database, or somebody changed it by hand. Nothing was written.',
    );
  }
}

/**
 * The projection's checkpoint, made now if there is none: of no version yet, so that its tables are built beside, while others
 * have come further already.
 */
export async function readCheckpoint(
  manager: EntityManager,
  projection: string,
  version: number,
): Promise<Checkpoint> {
  const where = { projection, partition: 0 };
  const found = await manager.findOneBy(Checkpoint, where);
  if (found !== null) return found;
  await manager.query(
    `INSERT INTO read.checkpoint (projection, partition, version)
     SELECT $1, 0, CASE WHEN EXISTS (SELECT FROM read.checkpoint WHERE position IS NOT NULL) THEN 0 ELSE $2::int END
     ON CONFLICT DO NOTHING`,
    [projection, version],
  );
  return manager.findOneByOrFail(Checkpoint, where);
}

const MOVE = `
  UPDATE read.checkpoint
  SET version = $3, position = $4::bigint, event_id = $5, known_from = $6, stopped = NULL, skipped = $8::jsonb
  WHERE projection = $1 AND partition = 0 AND version = $2 AND position IS NOT DISTINCT FROM $7::bigint
  RETURNING pg_notify('${CHECKPOINT_CHANNEL}', json_build_object('projection', $1::text, 'position', $4::text)::text)`;

/** Compare-and-set, and the notice to waiting reads, which PostgreSQL sends on commit. Throws CheckpointMoved. */
export async function moveCheckpoint(
  manager: EntityManager,
  from: Checkpoint,
  to: Checkpoint,
): Promise<void> {
  const [rows] = await manager.query<[unknown[], number]>(MOVE, [
    from.projection,
    from.version,
    to.version,
    to.position,
    to.eventId,
    to.knownFrom,
    from.position,
    JSON.stringify(to.skipped),
  ]);
  if (rows.length !== 1) throw new CheckpointMoved(from.projection);
}

/** Where the projection still stands at this checkpoint. Throws CheckpointMoved. */
export async function recordStop(
  manager: EntityManager,
  { projection, version, position }: Checkpoint,
  report: StopReport,
): Promise<void> {
  const [, stopped] = await manager.query<[unknown[], number]>(
    `UPDATE read.checkpoint SET stopped = $4::jsonb
     WHERE projection = $1 AND partition = 0 AND version = $2 AND position IS NOT DISTINCT FROM $3::bigint`,
    [projection, version, position, JSON.stringify(report)],
  );
  if (stopped !== 1) throw new CheckpointMoved(projection);
}

/** How far every projection has come, by name. */
export async function readCheckpoints(
  db: ClientBase,
): Promise<Pick<Checkpoint, 'projection' | 'version' | 'position' | 'knownFrom' | 'stopped'>[]> {
  const { rows } = await db.query<Checkpoint>(`
    SELECT projection, version, position, known_from AS "knownFrom", stopped FROM read.checkpoint
    WHERE partition = 0 ORDER BY projection LIMIT 1000`);
  return rows;
}
