import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IntakeClosed } from '#libs/intakes/src/events/intake-closed.event.js';
import type { IntakeLinesTaken } from '#libs/intakes/src/events/intake-lines-taken.event.js';
import type { IntakeOpened } from '#libs/intakes/src/events/intake-opened.event.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { IntakeId, StaffId } from '#libs/kernel/src/ids.js';

/** One posting of lines, as it was recorded. */
export interface PastPosting extends Omit<IntakeLinesTaken['data'], 'posting'> {
  readonly posting: string;
  /** ISO 8601, UTC. */
  readonly recordedAt: string;
}

/** One row per intake of a list. What its postings came to is for the one who opened it. */
@Entity({ schema: 'read', name: 'intake' })
export class IntakeRow {
  @PrimaryColumn('uuid', { name: 'intake_id' })
  readonly intakeId!: IntakeId;

  @Column('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('text')
  readonly list!: IntakeOpened['data']['list'];

  @Column('text', { name: 'occurred_at' })
  readonly occurredAt!: Edtf;

  @Column('uuid', { name: 'opened_by' })
  readonly openedBy!: StaffId;

  @Column('jsonb')
  readonly basis!: Basis;

  @Column('text', { nullable: true })
  readonly closure!: IntakeClosed['data']['closure'] | null;

  @Column('jsonb')
  readonly postings!: readonly PastPosting[];
}
