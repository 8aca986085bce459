import type { ClientBase } from 'pg';
import type { Ask } from './ask.js';
import type { Projection } from './projection.js';
import type { EventPlace } from './stop-report.js';

/** The ids of the events that an operator had this version of the projection pass over: see `skip` of the projector's commands. */
export async function readSkips(ask: Ask, { name, version }: Projection): Promise<ReadonlySet<string>> {
  const rows = await ask<{ id: string }>(
    "SELECT event_id AS id FROM records.operator_request WHERE kind = 'skip' AND projection = $1 AND version = $2",
    [name, version],
  );
  return new Set(rows.map(({ id }) => id));
}

/** An event that the rows of a projection lack, and who decided it, when and why. */
export interface Skipped extends EventPlace {
  readonly projection: string;
  readonly who: string;
  readonly why: string;
  readonly at: Date;
}

/** What the rows of every projection lack, by projection and position. */
export async function readSkipped(db: ClientBase): Promise<Skipped[]> {
  const { rows } = await db.query<Skipped>(`
    SELECT c.projection, s.*, r.who, r.why, r.at
    FROM read.checkpoint c, jsonb_to_recordset(c.skipped) AS s (id uuid, stream text, revision int, position text, type text)
    LEFT JOIN LATERAL (
      SELECT who, why, at FROM records.operator_request
      WHERE kind = 'skip' AND projection = c.projection AND event_id = s.id ORDER BY id DESC LIMIT 1
    ) AS r ON true
    ORDER BY c.projection, s.position::bigint`);
  return rows;
}
