import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { Checkpoints1750000001000 } from '../projections.migration.js';
import { Leases1750000018400 } from '../leases/leases.migration.js';
import { Rebuilds1750000007000 } from '../rebuild/rebuilds.migration.js';
import { readModel, type Known, type Projection, type ReadModel } from '../projection.js';

@Entity({ schema: 'read', name: 'counted' })
export class Counted {
  @PrimaryColumn('text')
  readonly stream!: string;

  @Column('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('int')
  readonly events!: number;

  @Column('jsonb', { name: 'known_from' })
  readonly knownFrom!: readonly string[];
}

@Entity({ schema: 'read', name: 'other_counted' })
export class OtherCounted extends Counted {}

class CountedTables1750000009000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const name of ['counted', 'other_counted'])
      await db.query(`CREATE TABLE read.${name} (
        stream text PRIMARY KEY, revision int NOT NULL, position bigint NOT NULL, events int NOT NULL, known_from jsonb NOT NULL)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE read.counted, read.other_counted');
  }
}

export const countingMigrations = [
  Checkpoints1750000001000,
  Rebuilds1750000007000,
  Leases1750000018400,
  CountedTables1750000009000,
];

function counts(entity: typeof Counted, mayFold: (event: Known) => void): ReadModel<Counted> {
  return {
    entity,
    keys: ({ stream }) => [{ stream }],
    fold(row, event) {
      mayFold(event);
      const { stream, revision, knownFrom } = event;
      const times = [...(row?.knownFrom ?? []), knownFrom.toISOString()];
      return {
        stream,
        revision,
        position: String(event.position),
        events: (row?.events ?? 0) + 1,
        knownFrom: times,
      };
    },
  };
}

/** Counts the events of each case, and when each was known. */
export function counting(version = 1, mayFold: (event: Known) => void = () => undefined): Projection {
  return { name: 'counting', version, streams: ['case'], models: [readModel(counts(Counted, mayFold))] };
}

/** The same into another table, under another name. */
export function countingToo(mayFold: (event: Known) => void = () => undefined): Projection {
  return {
    name: 'counting-too',
    version: 1,
    streams: ['case'],
    models: [readModel(counts(OtherCounted, mayFold))],
  };
}

/** A fold that cannot take somebody captured there. */
export function refusing(place: string): (event: Known) => void {
  return ({ event }) => {
    if (event.type !== 'Captured' || event.data.place?.kind !== 'known') return;
    if (event.data.place.value === place) throw new Error(`cannot take ${place}`);
  };
}
