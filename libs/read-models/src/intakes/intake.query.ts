import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { Viewer } from '#libs/access/src/viewer.js';
import type { IntakeId } from '#libs/kernel/src/ids.js';
import type { IntakeRow } from './intake.entity.js';

/** What an intake is; its postings and its revision for the one who opened it, null for all others. */
export interface IntakeView extends Pick<
  IntakeRow,
  'intakeId' | 'list' | 'occurredAt' | 'openedBy' | 'basis' | 'closure'
> {
  readonly revision: number | null;
  readonly postings: IntakeRow['postings'] | null;
}

/** Null: no such intake is known. */
export class IntakeQuery extends Query<IntakeView | null> {
  constructor(
    readonly intakeId: IntakeId,
    readonly viewer: Viewer,
  ) {
    super();
  }
}

const INTAKE = `
  SELECT intake_id AS "intakeId", revision, list, occurred_at AS "occurredAt", opened_by AS "openedBy", basis, closure,
         postings
  FROM read.intake_for($1, $2) ORDER BY intake_id LIMIT 1`;

@QueryHandler(IntakeQuery)
export class IntakeHandler implements IQueryHandler<IntakeQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ intakeId, viewer }: IntakeQuery): Promise<IntakeView | null> {
    const [found] = await this.db.query<IntakeView[]>(INTAKE, [viewer.id, intakeId]);
    return found ?? null;
  }
}
