import { Metadata, status } from '@grpc/grpc-js';
import { MalformedMessage } from './protobuf-reader.js';
import { WriterStoppedError } from '../appends/writer-stopped-error.js';

/** An error as gRPC carries it: a status and, for the client's own error types, trailers. */
export class GrpcError extends Error {
  readonly details: string;

  constructor(
    readonly code: status,
    details: string,
    readonly metadata = new Metadata(),
  ) {
    super(details);
    this.details = details;
  }
}

function withTrailers(code: status, details: string, trailers: Record<string, string>): GrpcError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) {
    // Header values are ASCII; a name with other letters goes without them rather than breaking the reply.
    metadata.set(key, value.replace(/[^\x20-\x7e]/g, '?').slice(0, 4000));
  }
  return new GrpcError(code, details, metadata);
}

export function streamDeletedError(stream: string): GrpcError {
  return withTrailers(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

/** Revisions as the trailers name them: -1 none, -2 any, -4 stream exists. */
export function wrongExpectedVersionError(stream: string, expected: bigint, actual: bigint): GrpcError {
  const details =
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, ` +
    `Expected version: ${expected}, Actual version: ${actual}`;
  return withTrailers(status.FAILED_PRECONDITION, details, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': expected.toString(),
    'actual-version': actual.toString(),
  });
}

export function maximumAppendSizeError(limit: number): GrpcError {
  return withTrailers(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });
}

export function accessDeniedError(): GrpcError {
  return withTrailers(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
}

/** Credentials that are not right; a real server sends no `exception` with it. */
export function unauthenticatedError(): GrpcError {
  return new GrpcError(status.UNAUTHENTICATED, 'Unauthenticated');
}

export function unknownError(details: string): GrpcError {
  return new GrpcError(status.UNKNOWN, details);
}

export function invalidArgument(details: string): GrpcError {
  return new GrpcError(status.INVALID_ARGUMENT, details);
}

/** Any failure as a status: what the client did wrong, a store that has stopped, or a fault of ours. */
export function toGrpcError(error: unknown): GrpcError {
  if (error instanceof GrpcError) return error;
  if (error instanceof MalformedMessage) return invalidArgument(error.message);
  if (error instanceof WriterStoppedError) return new GrpcError(status.UNAVAILABLE, error.message);
  return new GrpcError(status.INTERNAL, error instanceof Error ? error.message : String(error));
}
