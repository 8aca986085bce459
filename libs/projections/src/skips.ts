import type { Ask } from './ask.js';
import type { Projection } from './projection.js';

/** The ids of the events that an operator had this version of the projection pass over: see `skip` of the projector's commands. */
export async function readSkips(ask: Ask, { name, version }: Projection): Promise<ReadonlySet<string>> {
  const rows = await ask<{ id: string }>(
    "SELECT event_id AS id FROM records.operator_request WHERE kind = 'skip' AND projection = $1 AND version = $2",
    [name, version],
  );
  return new Set(rows.map(({ id }) => id));
}
