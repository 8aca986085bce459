import jspb from 'google-protobuf';
import type { StoredEvent } from '../event-store.js';
import { EventStoreError } from '../event-store.js';

/**
 * The event in the bytes of one ReadResp, or null for a message that carries none. It takes out of the message only what Homeward
 * keeps, which costs a third of what the generated classes cost; the numbers are those of the client's streams.proto and shared.proto.
 */
export function eventInBytes(message: Uint8Array): StoredEvent | null {
  const readEvent = bytesAt(message, 1);
  const recorded = readEvent && bytesAt(readEvent, 1);
  return recorded ? storedEvent(recorded) : null;
}

function storedEvent(recorded: Uint8Array): StoredEvent {
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
  const reader = new jspb.BinaryReader(recorded);
  while (reader.nextField()) {
    switch (reader.getFieldNumber()) {
      case 1:
        event.id = textAt(reader.readBytes(), 2);
        break;
      case 2:
        event.stream = textAt(reader.readBytes(), 3);
        break;
      case 3:
        event.revision = reader.readUint64();
        break;
      case 5:
        event.position = BigInt(reader.readUint64String());
        break;
      case 6: {
        const entry = reader.readBytes();
        const name = textAt(entry, 1);
        if (name === 'type') event.type = textAt(entry, 2);
        // In .NET ticks since 1970, ten thousand to a millisecond, and more digits than a double holds.
        if (name === 'created') event.created = new Date(Number(textAt(entry, 2).slice(0, -4)));
        break;
      }
      case 7:
        event.metadata = reader.readBytes();
        break;
      case 8:
        event.data = reader.readBytes();
        break;
      default:
        reader.skipField();
    }
  }
  if (event.id !== '' && event.stream !== '') return event;
  throw new EventStoreError(
    'The event store sent an event without its id or stream: it is not a server that Homeward can read.',
  );
}

const none: Uint8Array = new Uint8Array();

/** The bytes of a field, or undefined where the message has none. */
function bytesAt(message: Uint8Array, field: number): Uint8Array | undefined {
  const reader = new jspb.BinaryReader(message);
  while (reader.nextField()) {
    if (reader.getFieldNumber() === field) return reader.readBytes();
    reader.skipField();
  }
  return undefined;
}

function textAt(message: Uint8Array, field: number): string {
  const bytes = bytesAt(message, field);
  return bytes === undefined
    ? ''
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
