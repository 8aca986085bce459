import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReceptionId } from '#libs/kernel/src/ids.js';
import type { ReceptionEvent } from '#libs/remains/src/reception-events.js';

/** One row per event of a reception: what was said, and from when on it was known. */
@Entity({ schema: 'read', name: 'reception_entry' })
export class ReceptionEntryRow {
  @PrimaryColumn('uuid', { name: 'reception_id' })
  readonly receptionId!: ReceptionId;

  @PrimaryColumn('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('timestamptz', { name: 'known_from' })
  readonly knownFrom!: Date;

  /** With so much of each basis as everybody may read. */
  @Column('jsonb')
  readonly event!: ReceptionEvent;
}
