import { describe, expect, it } from '@jest/globals';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import jspb from 'google-protobuf';
import { EventStoreError } from '../event-store.js';
import { eventInBytes } from './event-in-bytes.js';
import { storedEvent } from './stored-event.js';

const bytes = fc.uint8Array({ maxLength: 40 });
const eventOfLog = fc.record({
  id: fc.uuid(),
  stream: fc.string({ unit: 'grapheme', minLength: 1 }),
  revision: fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) }),
  position: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
  ticks: fc.bigInt({ min: 0n, max: 9_000_000_000_000_0000n }),
  type: fc.string({ unit: 'grapheme' }),
  data: bytes,
  metadata: bytes,
});

function message(event: Partial<typeof eventOfLog extends fc.Arbitrary<infer E> ? E : never>): ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  if (event.id !== undefined) recorded.setId(new shared.UUID().setString(event.id));
  if (event.stream !== undefined) {
    const name = Uint8Array.from(Buffer.from(event.stream));
    recorded.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(name));
  }
  recorded.setStreamRevision(String(event.revision ?? 0n)).setCommitPosition(String(event.position ?? 0n));
  recorded
    .setPreparePosition('7')
    .setData(event.data ?? '')
    .setCustomMetadata(event.metadata ?? '');
  const system = recorded.getMetadataMap().set('content-type', 'application/json');
  system.set('type', event.type ?? '').set('created', String(event.ticks ?? 0n));
  return new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(recorded));
}

const inBytes = (response: ReadResp): Buffer => Buffer.from(response.serializeBinary());

describe('An event in the bytes of a message', () => {
  it("is, field by field, what the client's generated classes read", () => {
    fc.assert(
      fc.property(eventOfLog, (event) => {
        const read = eventInBytes(inBytes(message(event)));
        const theirs = storedEvent(message(event));
        expect(read).toEqual({
          ...theirs,
          data: Uint8Array.from(event.data),
          metadata: Uint8Array.from(event.metadata),
        });
      }),
    );
  });

  it('is none in a message of another kind', () => {
    const caughtUp = new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
    const gone = new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent());
    for (const other of [new streams.ReadResp(), caughtUp, gone])
      expect(eventInBytes(inBytes(other))).toBeNull();
  });

  it('is read past fields that a newer server may send, of every wire type', () => {
    const event = { id: 'c9d1f3a2-0000-4000-8000-000000000001', stream: 'case-1', type: 'Captured' };
    const unknown = new jspb.BinaryWriter();
    unknown.writeUint64String(101, String(2n ** 63n));
    unknown.writeFixed64(102, 1);
    unknown.writeBytes(103, new Uint8Array(300));
    unknown.writeFixed32(104, 1);
    const newer = Buffer.concat([unknown.getResultBuffer(), inBytes(message(event))]);
    expect(eventInBytes(newer)).toMatchObject(event);
  });

  it('is an event, none, or refused, whatever the bytes are', () => {
    const whole = inBytes(message({ id: 'c9d1f3a2-0000-4000-8000-000000000001', stream: 'case-1' }));
    const cut = fc.nat({ max: whole.length - 1 }).map((length) => whole.subarray(0, length));
    const any = fc.uint8Array({ maxLength: 80 }).map((some) => Buffer.from(some));
    fc.assert(
      fc.property(fc.oneof(any, cut), (some) => {
        try {
          eventInBytes(some);
        } catch (error) {
          expect(error).toBeInstanceOf(EventStoreError);
        }
      }),
    );
  });

  it('is refused without its id or its stream', () => {
    for (const half of [{ stream: 'case-1' }, { id: 'c9d1f3a2-0000-4000-8000-000000000001' }])
      expect(() => eventInBytes(inBytes(message(half)))).toThrow(EventStoreError);
  });
});
