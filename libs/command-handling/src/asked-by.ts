import type { ExchangeId } from '#libs/kernel/src/ids.js';
import type { Circumstances } from '#libs/stored-events/src/metadata.js';
import type { Origin } from './command.js';

export interface Asked {
  readonly ask: unknown;
  readonly origin: Origin;
}

/**
 * What a command asks, so that it can be told from another with its id. Over HTTP the path is part of that id; the id of an
 * intake's line derives from its ref alone, so where it is posted is part of what it asks.
 */
export const askedBy = ({ ask, origin: { line } }: Asked): unknown =>
  line === undefined ? ask : { post: line.post, ask };

/** What is recorded beside each event of a command. */
export function circumstancesOf(
  origin: Origin,
  digest: string,
  reveals: readonly ExchangeId[],
): Circumstances {
  const { actor, commandId, correlationId, causationId, line } = origin;
  return {
    actor,
    commandId,
    digest,
    $correlationId: correlationId,
    $causationId: causationId,
    ...(line && { line: { intake: line.intake, ref: line.ref } }),
    ...(reveals.length > 0 && { reveals }),
  };
}
