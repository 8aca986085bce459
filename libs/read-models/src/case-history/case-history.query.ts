import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { Viewer } from '#libs/access/src/viewer.js';
import type { CaseId, ExchangeId } from '#libs/kernel/src/ids.js';
import { visibleCase } from '../case-file/visible-case.js';
import type { CaseHistoryRow } from './case-history.entity.js';
import { changesOf } from './changes-of.js';

export const HISTORY_LIMIT = 200;

/** One line of a history. `withdrawnBy` and `correctedBy` are the revisions of what changed it and stands. */
export interface CaseHistoryLine extends Omit<CaseHistoryRow, 'caseId'> {
  readonly exchanges: readonly ExchangeId[];
  readonly withdrawnBy: number | null;
  readonly correctedBy: number | null;
}

export interface CaseHistoryPage {
  readonly caseId: CaseId;
  /** The stream's real revision and position. */
  readonly revision: number;
  readonly position: string;
  readonly lines: readonly CaseHistoryLine[];
  /** Ask again with `after` this revision; null on the last page. */
  readonly next: number | null;
}

/** The events of a case that `viewer` may see, oldest first, after a revision. Null: no such case. */
export class CaseHistoryQuery extends Query<CaseHistoryPage | null> {
  readonly limit: number;

  constructor(
    readonly caseId: CaseId,
    readonly viewer: Viewer,
    readonly after: number | null = null,
    limit = HISTORY_LIMIT,
  ) {
    super();
    this.limit = Math.min(limit, HISTORY_LIMIT);
  }
}

const PAGE = `
  SELECT revision, position, type, occurred_at AS "occurredAt", recorded_at AS "recordedAt",
         known_from AS "knownFrom", actor_id AS "actorId", actor_role AS "actorRole", basis, sentence
  FROM read.case_history_for($1, $2) WHERE revision > $3 ORDER BY revision LIMIT $4`;

@QueryHandler(CaseHistoryQuery)
export class CaseHistoryHandler implements IQueryHandler<CaseHistoryQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ caseId, viewer, after, limit }: CaseHistoryQuery): Promise<CaseHistoryPage | null> {
    const found = await visibleCase(this.db, caseId, viewer);
    if (found === null || found.entries.length === 0) return null;
    const rows = await this.db.query<Omit<CaseHistoryRow, 'caseId'>[]>(PAGE, [
      viewer.id,
      caseId,
      after ?? -1,
      limit + 1,
    ]);
    const changes = changesOf(found.entries);
    const lines = rows.slice(0, limit).map((row) => ({ ...row, ...changes(row.revision) }));
    const next = rows.length > limit ? (lines.at(-1)?.revision ?? null) : null;
    return { caseId, revision: found.revision, position: found.position, lines, next };
  }
}
