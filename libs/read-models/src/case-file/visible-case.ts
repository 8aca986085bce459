import type { DataSource } from 'typeorm';
import type { Viewer } from '#libs/access/src/viewer.js';
import type { CaseId } from '#libs/kernel/src/ids.js';
import type { CaseEntry } from './case-file.entity.js';

/** What a viewer may see of a case; the real revision and position, so that changes and waiting reads work. */
export interface VisibleCase {
  readonly revision: number;
  readonly position: string;
  readonly entries: readonly CaseEntry[];
}

/** PostgreSQL decides which entries the viewer may see. Null if there is no such case. */
export async function visibleCase(
  db: DataSource,
  caseId: CaseId,
  viewer: Viewer,
): Promise<VisibleCase | null> {
  const rows = await db.query<VisibleCase[]>(
    'SELECT revision, position, entries FROM read.case_file_for($1, $2) LIMIT 1',
    [viewer.id, caseId],
  );
  return rows[0] ?? null;
}
