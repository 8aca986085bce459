import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { reachOf } from '#libs/access/src/policies.js';
import type { Viewer } from '#libs/access/src/viewer.js';
import type { CaseId } from '#libs/kernel/src/ids.js';
import type { CaseAccessRow } from './case-access.entity.js';
import { CaseNotOpen, type OpenedBy } from './case-not-open.js';

/** What is needed to assign a case, and nothing of what is said of the person. */
export interface CaseAccessView extends Pick<CaseAccessRow, 'caseId' | 'openedFor' | 'assignment'> {
  /** The last one that the viewer may see. */
  readonly revision: number;
  readonly openedBy: OpenedBy;
}

/** To whom a case is assigned. Null if there is no such case, as far as the viewer may know. Throws CaseNotOpen. */
export class CaseAccessQuery extends Query<CaseAccessView | null> {
  constructor(
    readonly caseId: CaseId,
    readonly viewer: Viewer,
  ) {
    super();
  }
}

const ACCESS = `
  SELECT a.case_id AS "caseId", a.opened_for AS "openedFor", a.assignment, cardinality(r.revisions) - 1 AS revision,
         read.case_opened_by($1, $3, $4, $2) AS "openedBy"
  FROM read.case_revisions_for($1, ARRAY[$2::uuid]) AS r
  JOIN read.case_access a ON a.case_id = r.case_id
  WHERE r.revisions[1] = 0 LIMIT 1`;

@QueryHandler(CaseAccessQuery)
export class CaseAccessHandler implements IQueryHandler<CaseAccessQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ caseId, viewer }: CaseAccessQuery): Promise<CaseAccessView | null> {
    const { id, office, role } = viewer;
    const seesAll = reachOf(role, 'read an assignment') === 'every';
    const [found] = await this.db.query<(CaseAccessView & { openedBy: OpenedBy | null })[]>(ACCESS, [
      id,
      caseId,
      office,
      seesAll,
    ]);
    if (found === undefined) return null;
    if (found.openedBy === null) throw new CaseNotOpen();
    return found;
  }
}
