import { describe, expect, it } from '@jest/globals';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import anys from 'google-protobuf/google/protobuf/any_pb.js';
import { appendAnswer } from './append-answer.js';

function refusal(name: string, bytes: Uint8Array = new Uint8Array()): BatchAppendResp {
  const details = new anys.Any();
  details.pack(bytes, `event_store.client.${name}`);
  return new streams.BatchAppendResp().setError(new status.Status().setMessage(name).setDetails(details));
}

const answer = (response: BatchAppendResp): unknown => appendAnswer(response, 'case-1', 'store:2113');

describe('The answer to an append', () => {
  it('is a conflict only when the server names a wrong revision', () => {
    expect(answer(refusal('WrongExpectedVersion'))).toEqual({ kind: 'conflict' });
  });

  it.each(['Timeout', 'Unknown', 'SomethingNew'])('is unknown when the server says %s', (name) => {
    expect(answer(refusal(name))).toMatchObject({ kind: 'unknown' });
  });

  it('is unknown when it says nothing, or names no position', () => {
    expect(answer(new streams.BatchAppendResp())).toMatchObject({ kind: 'unknown' });
    const success = new streams.BatchAppendResp.Success()
      .setCurrentRevision('4')
      .setNoPosition(new shared.Empty());
    expect(answer(new streams.BatchAppendResp().setSuccess(success))).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['AccessDenied', /store:2113 refused access.*EVENTSTORE_URL/],
    ['StreamDeleted', /case-1 was deleted/],
    ['BadRequest', /does not accept the append to case-1/],
  ])('throws what to do when the server says %s', (name, message) => {
    expect(() => answer(refusal(name))).toThrow(message);
  });

  it('names the limit that the append exceeds', () => {
    const limit = new shared.MaximumAppendSizeExceeded().setMaxappendsize(1_048_576).serializeBinary();
    expect(() => answer(refusal('MaximumAppendSizeExceeded', limit))).toThrow(/limit of 1048576 bytes/);
  });
});
