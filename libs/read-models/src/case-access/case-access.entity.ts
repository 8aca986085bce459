import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CaseAccess } from '#libs/cases/src/case-access.js';
import type { CaseOpened } from '#libs/cases/src/events/case-opened.event.js';
import type { CaseId } from '#libs/kernel/src/ids.js';

/** One row per case: to whom it is open. */
@Entity({ schema: 'read', name: 'case_access' })
export class CaseAccessRow {
  @PrimaryColumn('uuid', { name: 'case_id' })
  readonly caseId!: CaseId;

  @Column('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('text', { name: 'opened_for', nullable: true })
  readonly openedFor!: CaseOpened['data']['openedFor'] | null;

  @Column('jsonb', { nullable: true })
  readonly assignment!: CaseAccess['assignment'];

  @Column('jsonb')
  readonly glass!: CaseAccess['glass'];
}
