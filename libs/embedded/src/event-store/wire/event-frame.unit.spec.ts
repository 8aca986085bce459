import { describe, expect, it } from '@jest/globals';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import { decodeEventFrame, encodeEventFrame } from './event-frame.js';
import { formatUuid, parseUuid } from './event-id.js';
import { MalformedMessage } from './protobuf-reader.js';
import { TOMBSTONE_REVISION } from './tombstone-revision.js';

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const proposed = fc.record({
  id: fc.uuid().map(parseUuid),
  type: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  isJson: fc.boolean(),
  data: bytes,
  metadata: bytes,
});
const recording = fc.record({
  stream: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).map((text) => Buffer.from(text)),
  revision: fc.oneof(fc.nat(), fc.integer({ min: 0, max: 2 ** 50 })),
  position: fc.integer({ min: 64, max: 2 ** 52 }),
  createdTicks: fc.integer({ min: 0, max: 4e12 }).map((milliseconds) => `${milliseconds}0000`),
});

describe("An event's stored frame", () => {
  it('is the very ReadResp that the generated classes read', () => {
    fc.assert(
      fc.property(proposed, recording, (event, at) => {
        const message = streams.ReadResp.deserializeBinary(encodeEventFrame(event, at)).getEvent();
        const recorded = message?.getEvent();
        expect(message?.getCommitPosition()).toBe(String(at.position));
        expect(recorded?.getId()?.getString()).toBe(formatUuid(event.id));
        expect(Buffer.from(recorded?.getStreamIdentifier()?.getStreamName_asU8() ?? [])).toEqual(at.stream);
        expect(recorded?.getStreamRevision()).toBe(String(at.revision));
        expect(recorded?.getCommitPosition()).toBe(String(at.position));
        expect(recorded?.getPreparePosition()).toBe(String(at.position));
        expect(recorded?.getMetadataMap().get('type')).toBe(event.type);
        expect(recorded?.getMetadataMap().get('created')).toBe(at.createdTicks);
        expect(recorded?.getMetadataMap().get('content-type')).toBe(
          event.isJson ? 'application/json' : 'application/octet-stream',
        );
        expect(Buffer.from(recorded?.getData_asU8() ?? [])).toEqual(event.data);
        expect(Buffer.from(recorded?.getCustomMetadata_asU8() ?? [])).toEqual(event.metadata);
      }),
    );
  });

  it('tells the server what it was made of', () => {
    fc.assert(
      fc.property(proposed, recording, (event, at) => {
        expect(decodeEventFrame(encodeEventFrame(event, at))).toMatchObject({
          id: event.id,
          type: event.type,
          data: event.data,
          stream: at.stream.toString('utf8'),
          revision: at.revision,
          position: at.position,
          createdTicks: at.createdTicks,
        });
      }),
    );
  });

  it('carries a tombstone at revision 2^63 - 1', () => {
    const event = {
      id: Buffer.alloc(16, 1),
      type: '$streamDeleted',
      isJson: false,
      data: Buffer.alloc(0),
      metadata: Buffer.alloc(0),
    };
    const frame = encodeEventFrame(event, {
      stream: Buffer.from('s'),
      revision: TOMBSTONE_REVISION,
      position: 64,
      createdTicks: '0',
    });
    const recorded = streams.ReadResp.deserializeBinary(frame).getEvent()?.getEvent();
    expect(recorded?.getStreamRevision()).toBe('9223372036854775807');
    expect(decodeEventFrame(frame).revision).toBe(TOMBSTONE_REVISION);
  });

  it('is refused, and never read past its end, when it is cut off or garbled', () => {
    fc.assert(
      fc.property(proposed, recording, fc.nat(), fc.nat({ max: 255 }), (event, at, place, byte) => {
        const frame = encodeEventFrame(event, at);
        const garbled = Buffer.from(frame.subarray(0, 1 + (place % frame.length)));
        garbled[place % garbled.length] = byte;
        try {
          decodeEventFrame(garbled);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessage);
        }
      }),
    );
  });
});
