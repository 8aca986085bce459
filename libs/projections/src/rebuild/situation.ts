import type { ClientBase } from 'pg';
import { openRequests } from '#libs/records/src/operator-requests.js';
import type { Projection } from '../projection.js';
import { tablesOf } from '../ownership.js';
import type { Situation } from './plan.js';
import { SideTables } from './side-tables.js';
import { readRebuilds } from './stored-rebuild.js';

interface Skip {
  readonly projection: string;
  readonly version: number;
  readonly id: string;
  readonly at: Date;
}

export async function readSituation(
  db: ClientBase,
  projections: readonly Projection[],
  tryStopped: boolean,
): Promise<Situation> {
  const { rows: checkpoints } = await db.query<{ projection: string; version: number }>(
    'SELECT projection, version FROM read.checkpoint WHERE partition = 0 ORDER BY projection LIMIT 1000',
  );
  const { rows: skips } = await db.query<Skip>(
    "SELECT projection, version, event_id AS id, at FROM records.operator_request WHERE kind = 'skip' ORDER BY id",
  );
  const definitions = new Map<string, string>();
  for (const projection of projections)
    definitions.set(projection.name, await new SideTables(db, tablesOf(projection)).definition());
  return {
    projections,
    versions: new Map(checkpoints.map(({ projection, version }) => [projection, version])),
    rebuilds: await readRebuilds(db),
    requests: await openRequests(db),
    definitions,
    skippedSince(name, since) {
      const version = projections.find((projection) => projection.name === name)?.version;
      return skips
        .filter((skip) => skip.projection === name && skip.version === version && skip.at >= since)
        .map(({ id }) => id);
    },
    tryStopped,
  };
}
