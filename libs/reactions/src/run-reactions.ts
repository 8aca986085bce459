import { setTimeout as pause } from 'node:timers/promises';
import type { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import { reactionCommandId } from '#libs/command-handling/src/derived-ids.js';
import type { EventStore, StoredEvent } from '#libs/event-store/src/event-store.js';
import { crashPoint } from '#libs/kernel/src/crash-point.js';
import { streamName } from '#libs/kernel/src/stream.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import { SubjectErased } from '#libs/stored-events/src/errors.js';
import type { HomewardCodec, HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { handoverReturnsPeople } from './handover-returns-people.reaction.js';

/** The last event that a reaction has dealt with. */
export interface ReactionPlace {
  readonly position: bigint;
  readonly eventId: string;
}

/** Where each reaction has got to in the log. Losing it costs time, never a second event. */
export interface ReactionPositions {
  read(reaction: string): Promise<ReactionPlace | null>;
  save(reaction: string, place: ReactionPlace): Promise<void>;
}

export interface ReactionParts {
  readonly store: EventStore;
  readonly codec: HomewardCodec;
  readonly commands: CommandHandling;
  readonly positions: ReactionPositions;
  readonly signal: AbortSignal;
  /** Told when a round failed and is tried again after a pause; the message holds no personal data. */
  readonly failed: (reaction: string, error: unknown) => void;
}

const REACTION = handoverReturnsPeople;
/** How many events may pass without a cause before the position is saved all the same. */
const SAVE_EVERY = 1_000;
const PAUSE_MS = 1_000;

/**
 * Follows the log and carries out what each cause leads to, until the signal aborts. A position is saved only after
 * every consequence was written; after a crash the same commands come again, with the same ids, and yield nothing.
 */
export async function runReactions(parts: ReactionParts): Promise<void> {
  while (!parts.signal.aborted) {
    try {
      await follow(parts);
    } catch (error) {
      if (parts.signal.aborted) return;
      parts.failed(REACTION.name, error);
      await pause(PAUSE_MS, undefined, { signal: parts.signal }).catch(() => undefined);
    }
  }
}

async function follow({ store, codec, commands, positions, signal }: ReactionParts): Promise<void> {
  let sinceSaved = 0;
  let last: StoredEvent | null = null;
  const save = async () => {
    if (last !== null && sinceSaved > 0)
      await positions.save(REACTION.name, { position: last.position, eventId: last.id });
    sinceSaved = 0;
  };
  for await (const followed of store.follow(await startOf(store, positions), signal)) {
    if (followed.kind === 'caughtUp') {
      await save();
      continue;
    }
    last = followed.event;
    sinceSaved++;
    if (last.type === REACTION.on) {
      await react(commands, await codec.decode(last));
      crashPoint('reactions:before-position');
      await save();
    } else if (sinceSaved >= SAVE_EVERY) {
      await save();
    }
  }
}

/** The saved position; the beginning if the log does not have that event there, as after a restore of an older copy. */
async function startOf(store: EventStore, positions: ReactionPositions): Promise<bigint | null> {
  const saved = await positions.read(REACTION.name);
  if (saved === null) return null;
  return (await store.eventAt(saved.position))?.id === saved.eventId ? saved.position : null;
}

async function react(commands: CommandHandling, cause: Recorded<HomewardEvent>): Promise<void> {
  if (cause.event.type !== REACTION.on) return;
  for (const { kind, id, rule, ask } of REACTION.consequences({ ...cause, event: cause.event })) {
    const command = {
      kind,
      id,
      rule,
      ask,
      // An outcome is written even where no case was ever opened.
      expected: 'new',
      origin: {
        commandId: reactionCommandId(REACTION.name, cause.id, streamName(kind, id)),
        actor: { id: REACTION.name, role: 'reaction' },
        correlationId: cause.metadata.$correlationId,
        causationId: cause.id,
      },
    } as const;
    // Of an erased person nothing more is stored, a refusal neither; the erasure itself is on record.
    const outcome = await commands.execute(command).catch((error: unknown) => {
      if (error instanceof SubjectErased) return null;
      throw error;
    });
    if (outcome?.kind === 'unknown')
      throw new Error(`the store did not say whether ${cause.id} was carried out`);
    if (outcome?.kind === 'names-nothing')
      throw new Error(`${cause.id} names in ${outcome.pointer} what was never recorded`);
  }
}
