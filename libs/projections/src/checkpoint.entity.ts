import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventPlace, StopReport } from './stop-report.js';

/** How far a projection has come. `position` is null before its first event. */
@Entity({ schema: 'read', name: 'checkpoint' })
export class Checkpoint {
  @PrimaryColumn('text')
  readonly projection!: string;

  @PrimaryColumn('int')
  readonly partition!: number;

  @Column('int')
  readonly version!: number;

  @Column('bigint', { nullable: true })
  readonly position!: string | null;

  /** The event at the position, by which the log is known again. */
  @Column('uuid', { name: 'event_id', nullable: true })
  readonly eventId!: string | null;

  /** The running maximum of the store's clock up to the position. */
  @Column('timestamptz', { name: 'known_from', nullable: true })
  readonly knownFrom!: Date | null;

  /** Why the projection stands still; null while it runs. */
  @Column('jsonb', { nullable: true })
  readonly stopped!: StopReport | null;

  /** Events that an operator had it pass over: its rows lack them. */
  @Column('jsonb')
  readonly skipped!: readonly EventPlace[];
}
