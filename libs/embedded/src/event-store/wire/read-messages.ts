import streams from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { decodeEventFrame } from './event-frame.js';
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
export function withStructuredIds(frame: Buffer): Buffer {
  const response = streams.ReadResp.deserializeBinary(frame);
  const event = response.getEvent();
  for (const recorded of [event?.getEvent(), event?.getLink()]) {
    const id = recorded?.getId();
    if (id === undefined) continue;
    const bytes = Buffer.from(id.getString().replaceAll('-', ''), 'hex');
    const structured = new shared.UUID.Structured();
    structured.setMostSignificantBits(bytes.readBigInt64BE(0).toString());
    structured.setLeastSignificantBits(bytes.readBigInt64BE(8).toString());
    id.setStructured(structured);
  }
  return Buffer.from(response.serializeBinary());
}
