import type { StoredEvent } from '../event-store.js';
import { EventStoreError } from '../event-store.js';
import { WireFields } from './wire-fields.js';

/**
 * The event in the bytes of one ReadResp, or null for a message that carries none. It takes out of the message only what Homeward
 * keeps, which costs a fraction of what the generated classes cost; the numbers are those of the client's streams.proto and shared.proto.
 */
export function eventInBytes(message: Buffer): StoredEvent | null {
  const response = new WireFields(message);
  const readEvent = innerAt(response, 1);
  const recorded = readEvent && innerAt(readEvent, 1);
  return recorded ? storedEvent(recorded) : null;
}

function storedEvent(recorded: WireFields): StoredEvent {
  const event = {
    id: '',
    type: '',
    stream: '',
    revision: 0,
    position: 0n,
    created: new Date(0),
    data: none,
    metadata: none,
  };
  while (recorded.next()) {
    switch (recorded.number) {
      case 1:
        event.id = textAt(recorded.inner(), 2);
        break;
      case 2:
        event.stream = textAt(recorded.inner(), 3);
        break;
      case 3:
        event.revision = recorded.uint();
        break;
      case 5:
        event.position = recorded.bigint();
        break;
      case 6:
        readSystemMetadata(recorded.inner(), event);
        break;
      case 7:
        event.metadata = recorded.bytes();
        break;
      case 8:
        event.data = recorded.bytes();
        break;
      default:
        recorded.skip();
    }
  }
  if (event.id !== '' && event.stream !== '') return event;
  throw new EventStoreError(
    'The event store sent an event without its id or stream: it is not a server that Homeward can read.',
  );
}

const none: Uint8Array = new Uint8Array();

/** One entry of the map: a name and a text. */
function readSystemMetadata(entry: WireFields, event: { type: string; created: Date }): void {
  let [name, value] = ['', ''];
  while (entry.next()) {
    if (entry.number === 1) name = entry.text();
    else if (entry.number === 2) value = entry.text();
    else entry.skip();
  }
  if (name === 'type') event.type = value;
  // In .NET ticks since 1970, ten thousand to a millisecond, and more digits than a double holds.
  if (name === 'created') event.created = new Date(Number(value.slice(0, -4)));
}

/** The message in a field, or undefined where there is none. */
function innerAt(fields: WireFields, number: number): WireFields | undefined {
  while (fields.next()) {
    if (fields.number === number) return fields.inner();
    fields.skip();
  }
  return undefined;
}

function textAt(fields: WireFields, number: number): string {
  while (fields.next()) {
    if (fields.number === number) return fields.text();
    fields.skip();
  }
  return '';
}
