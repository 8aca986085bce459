import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { EventStore, StoredEvent } from '#libs/event-store/src/event-store.js';
import { crashPoint } from '#libs/kernel/src/crash-point.js';
import type { StopReport } from '#libs/projections/src/stop-report.js';
import type { HomewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { CauseStands } from './cause-stands.js';
import { REACTION, reactTo } from './react-to.js';
import { notReacting, type ReactionsStatus, type ReactionStatus } from './reaction-status.js';

/** The last event that a reaction has dealt with. */
export interface ReactionPlace {
  readonly position: bigint;
  readonly eventId: string;
}

/** Where each reaction has got to in the log. Losing it costs time, never a second event. */
export interface ReactionPositions {
  read(reaction: string): Promise<ReactionPlace | null>;
  /** It stands still no more. */
  save(reaction: string, place: ReactionPlace): Promise<void>;
  /** It stands still, for this reason. */
  stop(reaction: string, report: StopReport): Promise<void>;
  /** The ids of the events that an operator had it pass over. */
  skips(reaction: string): Promise<ReadonlySet<string>>;
  /** Changes whenever an operator asks it to try again, or to pass an event over. */
  lastRequest(reaction: string): Promise<string>;
}

export interface ReactionParts {
  readonly store: EventStore;
  readonly codec: HomewardCodec;
  readonly commands: CommandHandling;
  readonly positions: ReactionPositions;
  readonly status: ReactionsStatus;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Told when a round failed and is tried again after a pause; the message holds no personal data. */
  readonly failed: (reaction: string, error: unknown) => void;
}

/** How many events may pass without a cause before the position is saved all the same. */
const SAVE_EVERY = 1_000;
const PAUSE_MS = 1_000;

/**
 * Follows the log and carries out what each cause leads to, until the signal aborts. A position is saved only after
 * every consequence was written; after a crash the same commands come again, with the same ids, and yield nothing. At a
 * cause that cannot be dealt with it stands still, says why, and goes on when an operator asks for it.
 */
export async function runReactions(parts: ReactionParts): Promise<void> {
  const { signal, failed } = parts;
  const status = (parts.status[REACTION.name] = notReacting());
  while (!signal.aborted) {
    try {
      await follow(parts, status).catch((error: unknown) => {
        if (!(error instanceof CauseStands)) throw error;
        return standStill(parts, status, error.report);
      });
    } catch (error) {
      if (signal.aborted) return;
      failed(REACTION.name, error);
      await pause(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function follow(parts: ReactionParts, status: ReactionStatus): Promise<void> {
  const { store, positions, signal } = parts;
  const skips = await positions.skips(REACTION.name);
  status.skipped = [...skips];
  let sinceSaved = 0;
  let last: StoredEvent | null = null;
  const save = async () => {
    if (last !== null && sinceSaved > 0)
      await positions.save(REACTION.name, { position: last.position, eventId: last.id });
    sinceSaved = 0;
  };
  const from = await startOf(store, positions);
  status.position = from === null ? null : String(from);
  for await (const followed of store.follow(from, signal)) {
    if (followed.kind === 'caughtUp') {
      await save();
      continue;
    }
    const { event } = followed;
    const isCause = event.type === REACTION.on;
    if (isCause && !skips.has(event.id)) await dealWith(parts, status, event);
    last = event;
    sinceSaved++;
    status.position = String(event.position);
    if (status.stopped?.event?.id === event.id) status.stopped = null;
    if (isCause || sinceSaved >= SAVE_EVERY) await save();
  }
}

/** Throws CauseStands for a cause that no repeat mends. */
async function dealWith(
  { codec, commands, log }: ReactionParts,
  status: ReactionStatus,
  event: StoredEvent,
): Promise<void> {
  try {
    const cause = await codec.decode(event);
    if (await reactTo(commands, cause)) status.declinedCauses += 1;
    const { $correlationId: correlationId, $causationId: causationId } = cause.metadata;
    log.debug({ reaction: REACTION.name, event: event.id, correlationId, causationId }, 'reacted');
  } catch (error) {
    throw CauseStands.unlessPassing(error, event);
  }
  crashPoint('reactions:before-position');
}

async function standStill(
  { positions, log, signal }: ReactionParts,
  status: ReactionStatus,
  report: StopReport,
): Promise<void> {
  log.error({ reaction: REACTION.name, ...report }, 'reaction stopped');
  status.stopped = report;
  const before = await positions.lastRequest(REACTION.name);
  await positions.stop(REACTION.name, report);
  while (!signal.aborted && (await positions.lastRequest(REACTION.name)) === before)
    await pause(PAUSE_MS, undefined, { signal }).catch(() => undefined);
}

/** The saved position; the beginning if the log does not have that event there, as after a restore of an older copy. */
async function startOf(store: EventStore, positions: ReactionPositions): Promise<bigint | null> {
  const saved = await positions.read(REACTION.name);
  if (saved === null) return null;
  return (await store.eventAt(saved.position))?.id === saved.eventId ? saved.position : null;
}
