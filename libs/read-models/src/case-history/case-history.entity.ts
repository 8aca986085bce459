import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import type { CaseId } from '#libs/kernel/src/ids.js';

/** One row per event of a case: when it was recorded, and by whom. What it says stands in the case's file. */
@Entity({ schema: 'read', name: 'case_history' })
export class CaseHistoryRow {
  @PrimaryColumn('uuid', { name: 'case_id' })
  readonly caseId!: CaseId;

  @PrimaryColumn('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('text')
  readonly type!: CaseEvent['type'];

  /** The store's own clock. */
  @Column('timestamptz', { name: 'recorded_at' })
  readonly recordedAt!: Date;

  @Column('text', { name: 'actor_id' })
  readonly actorId!: string;

  @Column('text', { name: 'actor_role' })
  readonly actorRole!: string;
}
