import type { Logger } from 'pino';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import { EventStoreError, type EventStore } from '#libs/event-store/src/event-store.js';
import { inSafeWords } from '#libs/projections/src/stop-report.js';
import type { ReactionsStatus } from '#libs/reactions/src/reaction-status.js';
import { runReactions } from '#libs/reactions/src/run-reactions.js';
import { StoredReactionPositions } from '#libs/records/src/reaction-positions.js';
import type { HomewardCodec } from '#libs/stored-events/src/homeward-events.js';
import type { Keys } from '#libs/stored-events/src/keys.js';

export interface ReactingParts {
  readonly eventStore: EventStore;
  readonly codec: HomewardCodec;
  readonly keys: Keys;
  readonly databaseUrl: string;
  readonly log: Logger;
  readonly status: ReactionsStatus;
  readonly signal: AbortSignal;
}

const CACHE_BYTES = 8 * 1_024 * 1_024;
const RESOLVE_WITHIN_MS = 10_000;

/**
 * Carries out what events lead to, until the signal aborts. Two projectors may do so at once: ids derive from the
 * cause, so nothing is written twice.
 */
export async function react({
  eventStore,
  databaseUrl,
  log,
  status,
  signal,
  ...parts
}: ReactingParts): Promise<void> {
  const positions = new StoredReactionPositions(databaseUrl);
  const commands = new CommandHandling({
    ...parts,
    store: eventStore,
    clock: () => new Date(),
    cacheBytes: CACHE_BYTES,
    resolveWithinMs: RESOLVE_WITHIN_MS,
  });
  const failed = (reaction: string, error: unknown): void =>
    log.warn(
      { reaction, error: error instanceof EventStoreError ? error.message : inSafeWords(error) },
      'a reaction was interrupted; trying again',
    );
  try {
    await runReactions({
      store: eventStore,
      codec: parts.codec,
      commands,
      positions,
      status,
      log,
      signal,
      failed,
    });
  } finally {
    await positions.close();
  }
}
