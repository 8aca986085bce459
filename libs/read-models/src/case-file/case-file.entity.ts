import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import type { CaseId, ExchangeId } from '#libs/kernel/src/ids.js';

/** One event of the case. `exchanges` are those that it reveals: who may not know of one may not see the entry. */
export interface CaseEntry {
  readonly revision: number;
  readonly position: string;
  /** ISO 8601, in UTC: from when on it was known. */
  readonly knownFrom: string;
  readonly exchanges: readonly ExchangeId[];
  readonly event: CaseEvent;
}

/** One row per case: all that was said, from which every view of the file is derived. */
@Entity({ schema: 'read', name: 'case_file' })
export class CaseFileRow {
  @PrimaryColumn('uuid', { name: 'case_id' })
  readonly caseId!: CaseId;

  @Column('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('jsonb')
  readonly entries!: readonly CaseEntry[];
}
