import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { readsEveryCase } from '#libs/access/src/policies.js';
import type { Viewer } from '#libs/access/src/viewer.js';
import type { CaseId, IntakeId } from '#libs/kernel/src/ids.js';

export const LINES_ON_A_PAGE = 200;

/** A line that led to an entry in a case: the same line stands once for each. */
export interface TakenLine {
  readonly ref: string;
  readonly caseId: CaseId;
  readonly recordedAt: Date;
}

export interface IntakeLinesPage {
  readonly lines: readonly TakenLine[];
  /** Ask again with `after` this place in the log; null on the last page. */
  readonly next: bigint | null;
}

/** The lines of an intake that led to what `viewer` may see, in cases open to them, in the order of the log. */
export class IntakeLinesQuery extends Query<IntakeLinesPage> {
  constructor(
    readonly intakeId: IntakeId,
    readonly viewer: Viewer,
    readonly after: bigint | null = null,
  ) {
    super();
  }
}

const LINES = `
  SELECT ref, case_id AS "caseId", recorded_at AS "recordedAt", position
  FROM read.intake_lines_for($1, $2, $3, $4, $5, $6) ORDER BY position LIMIT $6`;

@QueryHandler(IntakeLinesQuery)
export class IntakeLinesHandler implements IQueryHandler<IntakeLinesQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ intakeId, viewer, after }: IntakeLinesQuery): Promise<IntakeLinesPage> {
    const { id, office, role } = viewer;
    const found = await this.db.query<(TakenLine & { readonly position: string })[]>(LINES, [
      id,
      office,
      readsEveryCase(role),
      intakeId,
      String(after ?? -1n),
      LINES_ON_A_PAGE + 1,
    ]);
    const page = found.slice(0, LINES_ON_A_PAGE);
    const last = found.length > LINES_ON_A_PAGE ? page.at(-1) : undefined;
    return {
      lines: page.map(({ position: _, ...line }) => line),
      next: last === undefined ? null : BigInt(last.position),
    };
  }
}
