import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgreementReached } from '#libs/agreements/src/events/agreement-reached.event.js';
import type { FigureStated } from '#libs/agreements/src/events/figure-stated.event.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId } from '#libs/kernel/src/ids.js';

/** One figure as somebody stated it, with the revision and the instant (ISO 8601, UTC) at which it was recorded. */
export interface StatedFigure extends Omit<FigureStated['data'], 'occurredAt'> {
  readonly statedAt: Edtf;
  readonly revision: number;
  readonly recordedAt: string;
}

/** One row per agreement: its terms as each speaker stated them, and every figure stated since; none replaces another. */
@Entity({ schema: 'read', name: 'agreement' })
export class AgreementRow {
  @PrimaryColumn('uuid', { name: 'agreement_id' })
  readonly agreementId!: AgreementId;

  @Column('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('text', { name: 'reached_at', nullable: true })
  readonly reachedAt!: Edtf | null;

  @Column('text', { nullable: true })
  readonly title!: string | null;

  @Column('text', { nullable: true })
  readonly place!: string | null;

  @Column('jsonb')
  readonly categories!: AgreementReached['data']['categories'];

  @Column('jsonb')
  readonly remains!: AgreementReached['data']['remains'];

  @Column('jsonb')
  readonly basis!: Basis;

  @Column('jsonb')
  readonly figures!: readonly StatedFigure[];
}
