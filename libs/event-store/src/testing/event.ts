import { randomUUID } from 'node:crypto';
import type { NewEvent, StoredEvent } from '../event-store.js';

/** An event with a fresh id. `data` may be given as a value, stored as JSON. */
export function anEvent(data: object = { note: 'Ґанок, “quoted”, 🕊' }, type = 'Noted'): NewEvent {
  return { id: randomUUID(), type, data: json(data), metadata: json({ schema: 1 }) };
}

export function freshStream(): string {
  return `case-${randomUUID()}`;
}

/** What an event was when it was appended, in plain values that compare by content. */
export function asAppended({ id, type, data, metadata }: NewEvent): object {
  return {
    id,
    type,
    data: Buffer.from(data).toString('hex'),
    metadata: Buffer.from(metadata).toString('hex'),
  };
}

export async function all(events: AsyncIterable<StoredEvent>): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}

function json(value: object): Uint8Array {
  return Uint8Array.from(Buffer.from(JSON.stringify(value)));
}
