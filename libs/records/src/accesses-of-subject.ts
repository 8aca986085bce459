import type { DataSource } from 'typeorm';
import type { PastAccess } from './access-log.js';

const PAGE = 1_000;

/** Every access to a subject, refusals of commands included, oldest first: for the auditor, who may read the whole access log. */
export async function accessesOfSubject(db: DataSource, subject: string): Promise<PastAccess[]> {
  const found: PastAccess[] = [];
  for (let after = -1n; ;) {
    const rows = await db.query<(Omit<PastAccess, 'id'> & { id: string })[]>(
      `SELECT id, at, who, role, route, why, outcome, glass FROM records.access_log
       WHERE subjects @> jsonb_build_array($1::text) AND id > $2 ORDER BY id LIMIT ${PAGE}`,
      [subject, String(after)],
    );
    found.push(...rows.map((row) => ({ ...row, id: BigInt(row.id) })));
    after = found.at(-1)?.id ?? after;
    if (rows.length < PAGE) return found;
  }
}
