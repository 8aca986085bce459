import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { CaseId } from '#libs/kernel/src/ids.js';

/** One row per event of a case: what was recorded, when, by whom, on what basis, and in a sentence. */
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

  /** When it happened; null for an event that only says what this software did. */
  @Column('text', { name: 'occurred_at', nullable: true })
  readonly occurredAt!: Edtf | null;

  /** The store's own clock. */
  @Column('timestamptz', { name: 'recorded_at' })
  readonly recordedAt!: Date;

  @Column('timestamptz', { name: 'known_from' })
  readonly knownFrom!: Date;

  @Column('text', { name: 'actor_id' })
  readonly actorId!: string;

  @Column('text', { name: 'actor_role' })
  readonly actorRole!: string;

  @Column('jsonb')
  readonly basis!: Basis;

  @Column('text')
  readonly sentence!: string;
}
