import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last event that a reaction has dealt with. It may be lost: the events themselves prove what was done. */
@Entity({ schema: 'records', name: 'reaction_position' })
export class ReactionPosition {
  @PrimaryColumn('text')
  readonly reaction!: string;

  @Column('bigint')
  readonly position!: string;

  @Column('uuid', { name: 'event_id' })
  readonly eventId!: string;

  @Column('timestamptz', { name: 'moved_at', default: () => 'clock_timestamp()' })
  readonly movedAt!: Date;
}
