import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CaseId, IntakeId } from '#libs/kernel/src/ids.js';

/** One row for each event that a line of an intake led to: where it stands. */
@Entity({ schema: 'read', name: 'intake_line' })
export class IntakeLineRow {
  @PrimaryColumn('uuid', { name: 'case_id' })
  readonly caseId!: CaseId;

  @PrimaryColumn('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('uuid', { name: 'intake_id' })
  readonly intakeId!: IntakeId;

  @Column('text')
  readonly ref!: string;

  @Column('timestamptz', { name: 'recorded_at' })
  readonly recordedAt!: Date;
}
