import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ToldOfExchange } from '#libs/agreements/src/told-of-exchange.js';
import type { ExchangeId } from '#libs/kernel/src/ids.js';

/** One row per event of an exchange: so much of it as those may be told who may know its figures, and from when on it was known. */
@Entity({ schema: 'read', name: 'exchange_entry' })
export class ExchangeEntryRow {
  @PrimaryColumn('uuid', { name: 'exchange_id' })
  readonly exchangeId!: ExchangeId;

  @PrimaryColumn('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('timestamptz', { name: 'known_from' })
  readonly knownFrom!: Date;

  @Column('jsonb')
  readonly event!: ToldOfExchange;
}
