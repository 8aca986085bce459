import { DataSource } from 'typeorm';
import { Checkpoint } from './checkpoint.entity.js';
import type { Projection } from './projection.js';

/** A connection that knows the tables of the projections. */
export function projectionsDatabase(url: string, projections: readonly Projection[]): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [Checkpoint, ...projections.flatMap(({ models }) => models.map(({ entity }) => entity))],
    poolSize: projections.length + 1,
    poolErrorHandler: () => undefined,
    applicationName: 'homeward-projector',
  });
}
