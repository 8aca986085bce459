import { describe, expect, it } from '@jest/globals';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import { encodeEventFrame } from './event-frame.js';
import { parseUuid } from './event-id.js';
import { linkMessage, withStructuredIds } from './read-messages.js';

const frameOf = (id: string, position: number): Buffer =>
  encodeEventFrame(
    { id: parseUuid(id), type: 'T', isJson: true, data: Buffer.from('{}'), metadata: Buffer.alloc(0) },
    { stream: Buffer.from('s'), revision: 3, position, createdTicks: '17000000000000000' },
  );

/** What the generated classes read, with each id as its two halves. */
function read(message: Buffer) {
  const event = streams.ReadResp.deserializeBinary(message).getEvent();
  return {
    ids: [event?.getEvent(), event?.getLink()].map((recorded) =>
      recorded?.getId()?.getStructured()?.toObject(),
    ),
    types: [event?.getEvent(), event?.getLink()].map((recorded) => recorded?.getMetadataMap().get('type')),
    position: event?.getCommitPosition(),
  };
}

const halves = (id: string) => ({
  mostSignificantBits: parseUuid(id).readBigInt64BE(0).toString(),
  leastSignificantBits: parseUuid(id).readBigInt64BE(8).toString(),
});

describe('An event message with ids in two halves', () => {
  it('says the same of an event, of a link, and of a link whose target is gone', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.integer({ min: 64, max: 2 ** 52 }), (id, other, position) => {
        const frame = frameOf(id, position);
        const link = frameOf(other, position);
        const at = String(position);
        expect(read(withStructuredIds(frame))).toEqual({
          ids: [halves(id), undefined],
          types: ['T', undefined],
          position: at,
        });
        expect(read(withStructuredIds(linkMessage(link, frame)))).toEqual({
          ids: [halves(id), halves(other)],
          types: ['T', 'T'],
          position: at,
        });
        expect(read(withStructuredIds(linkMessage(link, undefined)))).toEqual({
          ids: [undefined, halves(other)],
          types: [undefined, 'T'],
          position: at,
        });
      }),
    );
  });
});
