import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { GlassBreakReviewed } from '#libs/cases/src/events/glass-break-reviewed.event.js';
import type { CaseId, GlassId, StaffId } from '#libs/kernel/src/ids.js';

/** One row for each time that the glass was broken: by whom, why, until when, and what its review found. */
@Entity({ schema: 'read', name: 'broken_glass' })
export class BrokenGlassRow {
  @PrimaryColumn('uuid')
  readonly glass!: GlassId;

  @Column('uuid', { name: 'case_id' })
  readonly caseId!: CaseId;

  @Column('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('uuid')
  readonly staff!: StaffId;

  @Column('text')
  readonly role!: string;

  @Column('timestamptz', { name: 'broken_at' })
  readonly brokenAt!: Date;

  @Column('timestamptz')
  readonly until!: Date;

  /** Null when it was erased. */
  @Column('text', { nullable: true })
  readonly reason!: string | null;

  @Column('uuid', { nullable: true })
  readonly reviewer!: StaffId | null;

  @Column('text', { nullable: true })
  readonly finding!: GlassBreakReviewed['data']['finding'] | null;
}
