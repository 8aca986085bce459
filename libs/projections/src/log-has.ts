import {
  EventStoreError,
  EventStoreUnavailable,
  type EventStore,
} from '#libs/event-store/src/event-store.js';

/** Whether the log has this event at this position; if not, it is another log, or an older copy. */
export async function logHas(
  eventStore: EventStore,
  position: string,
  eventId: string | null,
): Promise<boolean> {
  const found = await eventStore.eventAt(BigInt(position)).catch((error: unknown) => {
    if (error instanceof EventStoreError && !(error instanceof EventStoreUnavailable)) return null;
    throw error;
  });
  return found !== null && found.id === eventId;
}
