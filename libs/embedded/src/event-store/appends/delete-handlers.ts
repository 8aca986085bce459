import type { Metadata, ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import type { EventStore } from '../server/event-store.js';
import type { ExpectedRevision } from '../wire/append-requests.js';
import { readOptions } from '../wire/append-requests.js';
import {
  accessDeniedError,
  streamDeletedError,
  toGrpcError,
  wrongExpectedVersionError,
} from '../wire/grpc-errors.js';
import { MalformedMessage, ProtobufReader } from '../wire/protobuf-reader.js';
import { delimited, varintField } from '../wire/protobuf-writer.js';

/** `Streams/Delete` and `Streams/Tombstone`. */
export function handleDelete(store: EventStore, change: 'soft-delete' | 'tombstone') {
  return (call: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>): void => {
    remove(store, call.metadata, call.request, change).then(
      (response) => reply(null, response),
      (error: unknown) => reply(toGrpcError(error)),
    );
  };
}

async function remove(
  store: EventStore,
  headers: Metadata,
  request: Buffer,
  change: 'soft-delete' | 'tombstone',
): Promise<Buffer> {
  const may = store.access(headers);
  const { stream, expected } = readOptions(optionsOf(request));
  if (!may('delete', stream)) throw accessDeniedError();
  const outcome = await store.writer.write({ stream, expected, change });
  if (outcome.kind === 'stream-deleted') throw streamDeletedError(stream);
  if (outcome.kind === 'wrong-revision') {
    throw wrongExpectedVersionError(stream, trailerRevision(expected), BigInt(outcome.current));
  }
  const position = outcome.position ?? 0;
  return delimited(0x0a, Buffer.concat([varintField(0x08, position), varintField(0x10, position)]));
}

function optionsOf(request: Buffer): Buffer {
  const reader = new ProtobufReader(request);
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 1) return reader.bytesField();
    reader.skip();
  }
  throw new MalformedMessage('A delete needs options.');
}

function trailerRevision(expected: ExpectedRevision): bigint {
  if (expected === 'no_stream') return -1n;
  if (expected === 'any') return -2n;
  if (expected === 'stream_exists') return -4n;
  return BigInt(expected);
}
