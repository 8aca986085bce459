import { status } from '@grpc/grpc-js';
import type { WriteOutcome } from '../appends/group-writer.js';
import type { ExpectedRevision } from './append-requests.js';
import { delimited, varintField } from './protobuf-writer.js';

type Written = Extract<WriteOutcome, { kind: 'written' }>;

const EMPTY = Buffer.alloc(0);

/** `AppendResp` for a unary append that was written. */
export function appendSuccess(outcome: Written): Buffer {
  return delimited(0x0a, success(outcome));
}

/** `AppendResp` for a unary append at the wrong revision: in band, with status 0. */
export function appendWrongRevision(expected: ExpectedRevision, current: number): Buffer {
  return delimited(
    0x12,
    Buffer.concat([
      current < 0 ? delimited(0x3a, EMPTY) : varintField(0x30, current),
      expectedField(expected, { revision: 0x40, any: 0x4a, stream_exists: 0x52, no_stream: 0x5a }),
    ]),
  );
}

/** A whole `BatchAppendResp`: the correlation id as it came, the result, the stream. */
export function batchReply(correlationId: Buffer, result: Buffer, stream: string): Buffer {
  const identifier = delimited(0x1a, Buffer.from(stream, 'utf8'));
  return Buffer.concat([delimited(0x0a, correlationId), result, delimited(0x22, identifier)]);
}

export function batchSuccess(outcome: Written): Buffer {
  return delimited(0x1a, success(outcome));
}

export function batchWrongRevision(expected: ExpectedRevision, current: number): Buffer {
  const details = Buffer.concat([
    current < 0 ? delimited(0x12, EMPTY) : varintField(0x08, current),
    expectedField(expected, { revision: 0x18, any: 0x22, stream_exists: 0x2a, no_stream: 0x32 }),
  ]);
  return batchError(status.ALREADY_EXISTS, 'WrongExpectedVersion', details);
}

export function batchStreamDeleted(stream: string): Buffer {
  const identifier = delimited(0x1a, Buffer.from(stream, 'utf8'));
  return batchError(status.NOT_FOUND, 'StreamDeleted', delimited(0x0a, identifier));
}

export function batchTooLarge(limit: number): Buffer {
  return batchError(status.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', varintField(0x08, limit));
}

export function batchBadRequest(message: string): Buffer {
  return batchError(status.INVALID_ARGUMENT, 'BadRequest', delimited(0x0a, Buffer.from(message)), message);
}

export function batchAccessDenied(): Buffer {
  return batchError(status.PERMISSION_DENIED, 'AccessDenied', EMPTY);
}

export function batchTimeout(): Buffer {
  return batchError(status.DEADLINE_EXCEEDED, 'Timeout', EMPTY);
}

/** Appends and batch appends share the fields of their success. */
function success({ revision, position }: Written): Buffer {
  return Buffer.concat([
    revision < 0 ? delimited(0x12, EMPTY) : varintField(0x08, revision),
    position === undefined
      ? delimited(0x22, EMPTY)
      : delimited(0x1a, Buffer.concat([varintField(0x08, position), varintField(0x10, position)])),
  ]);
}

type ExpectedTags = Record<'revision' | 'any' | 'stream_exists' | 'no_stream', number>;

function expectedField(expected: ExpectedRevision, tags: ExpectedTags): Buffer {
  return typeof expected === 'number'
    ? varintField(tags.revision, expected)
    : delimited(tags[expected], EMPTY);
}

/** A `google.rpc.Status` whose details are a packed `event_store.client` message. */
function batchError(code: status, type: string, details: Buffer, message = type): Buffer {
  const packed = Buffer.concat([
    delimited(0x0a, Buffer.from(`type.googleapis.com/event_store.client.${type}`)),
    delimited(0x12, details),
  ]);
  const error = [varintField(0x08, code), delimited(0x12, Buffer.from(message)), delimited(0x1a, packed)];
  return delimited(0x12, Buffer.concat(error));
}
