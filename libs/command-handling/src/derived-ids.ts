import { v5 } from 'uuid';

/** The namespace (RFC 9562, section 5.5) of every id that Homeward derives. It never changes. */
const HOMEWARD = 'f2b3b0a4-6a7e-4d0f-9a53-0c7d4c1f5e21';

const derive = (...parts: readonly (string | number)[]): string => v5(JSON.stringify(parts), HOMEWARD);

/** The id of a command that came over HTTP: the same caller, key, method and path give the same id. */
export const httpCommandId = (caller: string, key: string, method: string, path: string): string =>
  derive('http', caller, key, method, path);

/** The id of what a reaction does on one stream because of one event. */
export const reactionCommandId = (reaction: string, causeEventId: string, stream: string): string =>
  derive('reaction', reaction, causeEventId, stream);

/** The id of what the line of an intake asks: its ref alone, so that the same line may stand anywhere in the list. */
export const intakeCommandId = (intake: string, ref: string): string => derive('intake', intake, ref);

/** The id of the stream that a command creates. */
export const createdId = (commandId: string): string => derive('created', commandId);

/**
 * The id of the n-th event that a command appends to a stream. The digest of what it asks is part of it: the store compares
 * ids alone, so of two bodies sent at once under one key the second would pass for a repeat of the first.
 */
export const eventId = (commandId: string, digest: string, stream: string, index: number): string =>
  derive('event', commandId, digest, stream, index);
