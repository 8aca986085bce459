import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HandedOver } from '#libs/agreements/src/handed-over.js';
import type { EmbargoPhase } from '#libs/agreements/src/questions-of-exchange.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId, ExchangeId } from '#libs/kernel/src/ids.js';

/** One row per exchange: what was planned, its embargo, and the figures of its manifests. */
@Entity({ schema: 'read', name: 'exchange_figures' })
export class ExchangeFiguresRow {
  @PrimaryColumn('uuid', { name: 'exchange_id' })
  readonly exchangeId!: ExchangeId;

  @Column('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('text', { name: 'planned_for', nullable: true })
  readonly plannedFor!: Edtf | null;

  @Column('jsonb')
  readonly agreements!: readonly AgreementId[];

  @Column('double precision', { nullable: true })
  readonly ordinal!: number | null;

  @Column('boolean')
  readonly completed!: boolean;

  @Column('text')
  readonly embargo!: EmbargoPhase;

  /** The staff who work with the exchange under its embargo. */
  @Column('jsonb', { name: 'need_to_know' })
  readonly needToKnow!: readonly string[];

  @Column('jsonb', { name: 'handed_over' })
  readonly handedOver!: HandedOver;
}
