import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { GlassId, StaffId } from '#libs/kernel/src/ids.js';
import type { BrokenGlassRow } from './broken-glass.entity.js';

export const GLASS_LIMIT = 100;

export type BrokenGlass = Pick<
  BrokenGlassRow,
  'glass' | 'caseId' | 'staff' | 'role' | 'brokenAt' | 'until' | 'reason'
>;

export interface UnreviewedGlassPage {
  readonly glasses: readonly BrokenGlass[];
  /** Ask again with `after` this one; null on the last page. */
  readonly next: GlassId | null;
}

/** Every breaking of the glass that awaits its review and that the viewer may know of, oldest first, after one of them. */
export class UnreviewedGlassQuery extends Query<UnreviewedGlassPage> {
  readonly limit: number;

  constructor(
    readonly viewer: StaffId,
    readonly after: GlassId | null = null,
    limit = GLASS_LIMIT,
  ) {
    super();
    this.limit = Math.min(limit, GLASS_LIMIT);
  }
}

const COLUMNS = 'glass, case_id AS "caseId", staff, role, broken_at AS "brokenAt", until, reason';
const UNREVIEWED = `
  SELECT ${COLUMNS} FROM read.unreviewed_glass_for($1, $2, $3) ORDER BY broken_at, glass`;

@QueryHandler(UnreviewedGlassQuery)
export class UnreviewedGlassHandler implements IQueryHandler<UnreviewedGlassQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ viewer, after, limit }: UnreviewedGlassQuery): Promise<UnreviewedGlassPage> {
    const found = await this.db.query<BrokenGlass[]>(UNREVIEWED, [viewer, after, limit + 1]);
    const glasses = found.slice(0, limit);
    return { glasses, next: found.length > limit ? (glasses.at(-1)?.glass ?? null) : null };
  }
}

/** Those of these ids that the viewer may know of, in no order that means anything. */
export class BrokenGlassQuery extends Query<readonly BrokenGlass[]> {
  constructor(
    readonly viewer: StaffId,
    readonly glasses: readonly string[],
  ) {
    super();
  }
}

@QueryHandler(BrokenGlassQuery)
export class BrokenGlassHandler implements IQueryHandler<BrokenGlassQuery> {
  constructor(private readonly db: DataSource) {}

  execute({ viewer, glasses }: BrokenGlassQuery): Promise<BrokenGlass[]> {
    return this.db.query(`SELECT ${COLUMNS} FROM read.broken_glass_for($1, $2) ORDER BY glass`, [
      viewer,
      glasses,
    ]);
  }
}
