import type { Logger } from 'pino';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import type { HomewardCodec } from '#libs/stored-events/src/homeward-events.js';
import type { Projection } from './projection.js';
import type { RunnerStatus } from './runner-status.js';

export interface ProjectionsOptions {
  readonly projections: readonly Projection[];
  readonly eventStore: EventStore;
  readonly codec: HomewardCodec;
  readonly databaseUrl: string;
  /** Kept up to date by the runner. */
  readonly status: RunnerStatus;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Called each time that it begins to follow the log, or finds that all projections stand still. */
  readonly onFollowing: () => void;
}
