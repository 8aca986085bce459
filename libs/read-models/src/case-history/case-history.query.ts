import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { kindOf, withheldFrom, type Kind } from '#libs/access/src/kinds.js';
import type { Role } from '#libs/access/src/roles.js';
import type { Viewer } from '#libs/access/src/viewer.js';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { cases } from '#libs/cases/src/state.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { CaseId, ExchangeId } from '#libs/kernel/src/ids.js';
import { streamName } from '#libs/kernel/src/stream.js';
import type { OpenedBy } from '../case-access/case-not-open.js';
import { visibleCase } from '../case-file/visible-case.js';
import type { CaseHistoryRow } from './case-history.entity.js';
import { changesOf } from './changes-of.js';
import { sentence } from './sentence.js';

export const HISTORY_LIMIT = 200;

/** One line of a history. `withdrawnBy` and `correctedBy` are the revisions of what changed it and stands. */
export interface CaseHistoryLine extends Pick<CaseHistoryRow, 'recordedAt' | 'actorId' | 'actorRole'> {
  readonly revision: number;
  readonly type: CaseEvent['type'];
  /** When it happened; null for an event that only says what this software did. */
  readonly occurredAt: Edtf | null;
  readonly knownFrom: Date;
  readonly basis: Basis;
  /** In the place of what the role may not read: that it is withheld, and why. */
  readonly sentence: string;
  readonly withheld: Kind | null;
  readonly exchanges: readonly ExchangeId[];
  readonly withdrawnBy: number | null;
  readonly correctedBy: number | null;
}

/** All revisions in it are counted among the entries that the viewer may see. */
export interface CaseHistoryPage {
  readonly caseId: CaseId;
  readonly openedBy: OpenedBy;
  readonly revision: number;
  readonly position: string;
  readonly lines: readonly CaseHistoryLine[];
  /** Ask again with `after` this revision; null on the last page. */
  readonly next: number | null;
}

/** The events of a case that `viewer` may see, oldest first, after a revision. Null: no such case. Throws CaseNotOpen. */
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

type Recording = Pick<CaseHistoryRow, 'revision' | 'recordedAt' | 'actorId' | 'actorRole'>;

const RECORDINGS = `
  SELECT revision, recorded_at AS "recordedAt", actor_id AS "actorId", actor_role AS "actorRole"
  FROM read.case_history_for($1, $2) WHERE revision = ANY ($3) ORDER BY revision LIMIT $4`;

@QueryHandler(CaseHistoryQuery)
export class CaseHistoryHandler implements IQueryHandler<CaseHistoryQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ caseId, viewer, after, limit }: CaseHistoryQuery): Promise<CaseHistoryPage | null> {
    const found = await visibleCase(this.db, caseId, viewer);
    if (found === null) return null;
    const from = after === null ? 0 : after + 1;
    const page = found.entries.slice(from, from + limit);
    const stored = found.stored.slice(from, from + limit);
    const rows = await this.db.query<Recording[]>(RECORDINGS, [viewer.id, caseId, stored, limit]);
    const recorded = new Map(rows.map((row) => [row.revision, row]));
    const changes = changesOf(found.entries);
    const lines = page.flatMap(({ revision, event, exchanges, knownFrom }, index) => {
      const row = recorded.get(stored[index] ?? -1);
      // What was hidden between the two looks is left out.
      if (row === undefined) return [];
      const { recordedAt, actorId, actorRole } = row;
      return {
        revision,
        type: event.type,
        occurredAt: 'occurredAt' in event.data ? event.data.occurredAt : null,
        recordedAt,
        knownFrom: new Date(knownFrom),
        actorId,
        actorRole,
        basis: 'basis' in event.data ? event.data.basis : [],
        ...told(event, caseId, viewer.role),
        exchanges,
        ...changes(revision),
      };
    });
    const next = from + limit < found.entries.length ? (page.at(-1)?.revision ?? null) : null;
    return {
      caseId,
      openedBy: found.openedBy,
      revision: found.revision,
      position: found.position,
      lines,
      next,
    };
  }
}

function told(event: CaseEvent, caseId: CaseId, role: Role): Pick<CaseHistoryLine, 'sentence' | 'withheld'> {
  const kind = kindOf(event);
  const withheld = kind === null ? null : withheldFrom(role, kind);
  if (withheld === null) return { sentence: sentence(event, streamName(cases, caseId)), withheld: null };
  return { sentence: `Withheld. ${withheld.reason}`, withheld: kind };
}
