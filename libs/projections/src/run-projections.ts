import type { Logger } from 'pino';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import type { HomewardCodec } from '#libs/stored-events/src/homeward-events.js';
import type { DataSource } from 'typeorm';
import type { Projection } from './projection.js';
import type { RunnerStatus } from './runner-status.js';

export interface ProjectionsOptions {
  readonly projections: readonly Projection[];
  readonly eventStore: EventStore;
  readonly codec: HomewardCodec;
  /** With the entities of all read models and `Checkpoint`. */
  readonly database: DataSource;
  readonly status: RunnerStatus;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Keeps every projection up with the log until the signal aborts; then it ends quietly, its last batch whole. */
export function runProjections(_options: ProjectionsOptions): Promise<void> {
  return Promise.reject(new Error('later'));
}
