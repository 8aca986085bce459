import type { ClientBase } from 'pg';

/** On which the others hear that leases were given back. */
export const LEASE_CHANNEL = 'homeward_lease';

/** The name of the session with which a process holds its leases: when there is no such session any more, nor are there leases. */
export const sessionOf = (holder: string): string => `homeward-leases ${holder}`;

export interface Wanted {
  /** Of the process: a uuid. */
  readonly holder: string;
  readonly projections: readonly string[];
}

/** By the clock of PostgreSQL alone; in one order, so that two processes never wait for each other. */
const RENEW = `
  INSERT INTO read.lease AS lease (projection, partition, holder, until)
  SELECT name, 0, $1, clock_timestamp() + $3 * interval '1 millisecond' FROM unnest($2::text[]) AS name ORDER BY name
  ON CONFLICT (projection, partition) DO UPDATE SET holder = excluded.holder, until = excluded.until
  WHERE lease.holder = excluded.holder OR lease.until < clock_timestamp()
     OR NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = $4 || lease.holder)
  RETURNING projection`;

/** Renews what the process holds, and takes what nobody does. Answers what it holds now, for so long from when this was asked. */
export async function renew(
  db: ClientBase,
  { holder, projections }: Wanted,
  lengthMs: number,
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ projection: string }>(RENEW, [
    holder,
    projections,
    lengthMs,
    sessionOf(''),
  ]);
  return new Set(rows.map(({ projection }) => projection));
}

/** Gives back everything, and tells those who stand by. */
export async function resign(db: ClientBase, holder: string): Promise<void> {
  await db.query(
    `WITH given AS (DELETE FROM read.lease WHERE holder = $1 RETURNING projection)
     SELECT pg_notify('${LEASE_CHANNEL}', projection) FROM given`,
    [holder],
  );
}
