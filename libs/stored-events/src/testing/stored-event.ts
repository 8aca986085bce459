import type { NewEvent, StoredEvent } from '#libs/event-store/src/event-store.js';
import type { Circumstances } from '../metadata.js';

export const EVENT_ID = '0190d2f4-7a31-7c55-9b0e-3d1f5a7c9e02';
export const PERSON = 'case-3f2a1b7c-5d4e-4f60-8a91-b2c3d4e5f607';

export const circumstances: Circumstances = {
  actor: { id: 'caseworker-1', role: 'caseworker' },
  commandId: '7b1c9e40-2f6d-5a83-b1d7-0c4e8f2a6d11',
  digest: 'ab'.repeat(32),
  $correlationId: '7b1c9e40-2f6d-5a83-b1d7-0c4e8f2a6d11',
  $causationId: '7b1c9e40-2f6d-5a83-b1d7-0c4e8f2a6d11',
};

/** The event as the log would hand it back. */
export function asStored(event: NewEvent, stream = PERSON): StoredEvent {
  return { ...event, stream, revision: 4, position: 1234n, created: new Date('2025-06-14T09:30:00.000Z') };
}

export const jsonIn = (bytes: Uint8Array): Record<string, unknown> =>
  JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>;

/** The stored event with its data changed after it was written. */
export function changed(
  stored: StoredEvent,
  change: (data: Record<string, unknown>) => unknown,
): StoredEvent {
  const data = jsonIn(stored.data);
  change(data);
  return { ...stored, data: Buffer.from(JSON.stringify(data)) };
}
