import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Category } from '#libs/kernel/src/category.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { AgreementId, CaseId, ExchangeId } from '#libs/kernel/src/ids.js';

/** One row per person who was handed over in an exchange: what joins its figures to the persons' files. */
@Entity({ schema: 'read', name: 'exchange_manifest' })
export class ExchangeManifestRow {
  @PrimaryColumn('uuid', { name: 'exchange_id' })
  readonly exchangeId!: ExchangeId;

  @PrimaryColumn('uuid', { name: 'case_id' })
  readonly caseId!: CaseId;

  @Column('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  /** The last day that the handover's date leaves possible; null where it leaves none. */
  @Column('text', { name: 'handed_over_on', nullable: true })
  readonly handedOverOn!: CivilDay | null;

  @Column('uuid', { nullable: true })
  readonly agreement!: AgreementId | null;

  @Column('text', { nullable: true })
  readonly category!: Category | null;
}
