import { decodeEventFrame } from './event-frame.js';
import { readUuid, structuredUuid } from './event-id.js';
import { ProtobufReader } from './protobuf-reader.js';
import { delimited, varintField } from './protobuf-writer.js';

export const caughtUpMessage = delimited(0x42, Buffer.alloc(0));

export function confirmationMessage(subscriptionId: string): Buffer {
  return delimited(0x12, delimited(0x0a, Buffer.from(subscriptionId)));
}

export function checkpointMessage(position: number): Buffer {
  return delimited(0x1a, Buffer.concat([varintField(0x08, position), varintField(0x10, position)]));
}

export function streamNotFoundMessage(stream: string): Buffer {
  const identifier = delimited(0x1a, Buffer.from(stream, 'utf8'));
  return delimited(0x22, delimited(0x0a, identifier));
}

/** An event reached through a link: both recorded events, and the link's position. `target` may be gone. */
export function linkMessage(link: Buffer, target: Buffer | undefined): Buffer {
  const { recorded, position } = decodeEventFrame(link);
  const event = target === undefined ? [] : [delimited(0x0a, decodeEventFrame(target).recorded)];
  return delimited(0x0a, Buffer.concat([...event, delimited(0x12, recorded), varintField(0x18, position)]));
}

/** The same event message with ids as two 64-bit halves, for the clients that ask for them so. */
export function withStructuredIds(message: Buffer): Buffer {
  const response = new ProtobufReader(message);
  response.nextField();
  const reader = new ProtobufReader(response.bytesField());
  const parts: Buffer[] = [];
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 1) parts.push(delimited(0x0a, recordedWithStructuredId(reader.bytesField())));
    else if (field === 2) parts.push(delimited(0x12, recordedWithStructuredId(reader.bytesField())));
    else parts.push(varintField(0x18, reader.varint()));
  }
  return delimited(0x0a, Buffer.concat(parts));
}

/** The id is always the first field of what this server encodes. */
function recordedWithStructuredId(recorded: Buffer): Buffer {
  const reader = new ProtobufReader(recorded);
  reader.nextField();
  const id = reader.bytesField();
  const rest = recorded.subarray(id.byteOffset - recorded.byteOffset + id.length);
  return Buffer.concat([delimited(0x0a, structuredUuid(readUuid(id))), rest]);
}
