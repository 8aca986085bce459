import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgreementEvent } from '#libs/agreements/src/agreement-events.js';
import type { AgreementId } from '#libs/kernel/src/ids.js';

/** One row per event of an agreement: what was said, and from when on it was known. */
@Entity({ schema: 'read', name: 'agreement_entry' })
export class AgreementEntryRow {
  @PrimaryColumn('uuid', { name: 'agreement_id' })
  readonly agreementId!: AgreementId;

  @PrimaryColumn('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('timestamptz', { name: 'known_from' })
  readonly knownFrom!: Date;

  /** With so much of its basis as everybody may read. */
  @Column('jsonb')
  readonly event!: AgreementEvent;
}
