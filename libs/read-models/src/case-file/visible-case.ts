import type { DataSource } from 'typeorm';
import type { CaseId, StaffId } from '#libs/kernel/src/ids.js';
import type { CaseEntry } from './case-file.entity.js';

/** What a viewer may see of a case; the real revision and position, so that changes and waiting reads work. */
export interface VisibleCase {
  readonly revision: number;
  readonly position: string;
  readonly entries: readonly CaseEntry[];
}

/** PostgreSQL decides which entries the viewer (a staff id) may see. Null if there is no such case. */
export async function visibleCase(
  db: DataSource,
  caseId: CaseId,
  viewer: StaffId,
): Promise<VisibleCase | null> {
  const rows = await db.query<VisibleCase[]>(
    'SELECT revision, position, entries FROM read.case_file_for($1, $2) LIMIT 1',
    [viewer, caseId],
  );
  return rows[0] ?? null;
}
