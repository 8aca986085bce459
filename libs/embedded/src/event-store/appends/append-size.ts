import type { ProposedEvent } from '../wire/event-frame.js';

/** The limit of one whole append, in bytes. */
export const MAX_APPEND_SIZE = 1024 * 1024;

/** What an event counts against the limit: its data, its metadata, and its type at two bytes a letter. */
export function sizeOf(event: ProposedEvent): number {
  return event.data.length + event.metadata.length + event.type.length * 2;
}
