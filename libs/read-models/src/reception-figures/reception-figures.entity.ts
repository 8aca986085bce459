import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId, ReceptionId } from '#libs/kernel/src/ids.js';
import type { Speaker } from '#libs/kernel/src/speaker.js';
import type { ContainersCounted } from '#libs/remains/src/events/containers-counted.event.js';
import type { ContainersReceived } from '#libs/remains/src/events/containers-received.event.js';

/** One speaker's figure, and the revision of the event that states it. */
export interface StatedCount {
  readonly speaker: Speaker;
  readonly count: number;
  readonly bound: ContainersCounted['data']['bound'];
  readonly basis: Basis;
  readonly statedAt: Edtf;
  readonly revision: number;
}

/** One row per reception of containers: every speaker's figures side by side; none replaces another. */
@Entity({ schema: 'read', name: 'reception_figures' })
export class ReceptionFiguresRow {
  @PrimaryColumn('uuid', { name: 'reception_id' })
  readonly receptionId!: ReceptionId;

  @Column('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('text', { name: 'received_at', nullable: true })
  readonly receivedAt!: Edtf | null;

  @Column('text', { nullable: true })
  readonly direction!: ContainersReceived['data']['direction'] | null;

  @Column('uuid', { nullable: true })
  readonly agreement!: AgreementId | null;

  @Column('jsonb')
  readonly counts!: readonly StatedCount[];
}
