import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';

const { Options } = streams.ReadReq;
const { ReadDirection } = Options;
const everything = String(Number.MAX_SAFE_INTEGER);

export function readStreamRequest(stream: string, fromRevision: number): ReadReq {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Uint8Array.from(Buffer.from(stream)));
  const where = new Options.StreamOptions();
  where.setStreamIdentifier(identifier);
  where.setRevision(String(fromRevision));
  const options = readOptions().setStream(where).setCount(everything);
  return request(options.setNoFilter(new shared.Empty()));
}

/** Forwards from a position on (inclusive), without system events: all of them unless a count is given. */
export function readAllRequest(from: bigint | null, count: number | null = null): ReadReq {
  const most = count === null ? everything : String(count);
  return request(readOptions().setAll(allFrom(from)).setCount(most).setFilter(noSystemEvents()));
}

/** The one event at a position, or the next after it. */
export function readOneRequest(position: bigint): ReadReq {
  return request(readOptions().setAll(allFrom(position)).setCount('1').setNoFilter(new shared.Empty()));
}

/** The last event of the log that is not the system's. */
export function readLastRequest(): ReadReq {
  const end = new Options.AllOptions().setEnd(new shared.Empty());
  const options = readOptions().setAll(end).setCount('1').setFilter(noSystemEvents());
  return request(options.setReadDirection(ReadDirection.BACKWARDS));
}

/** Follows the log after a position (exclusive), without system events. */
export function followRequest(after: bigint | null): ReadReq {
  const options = readOptions().setAll(allFrom(after)).setSubscription(new Options.SubscriptionOptions());
  return request(options.setFilter(noSystemEvents()));
}

function readOptions(): ReadReq.Options {
  const ids = new Options.UUIDOption().setString(new shared.Empty());
  return new Options().setUuidOption(ids).setReadDirection(ReadDirection.FORWARDS);
}

function allFrom(position: bigint | null): ReadReq.Options.AllOptions {
  if (position === null) return new Options.AllOptions().setStart(new shared.Empty());
  const at = new Options.Position();
  at.setCommitPosition(String(position)).setPreparePosition(String(position));
  return new Options.AllOptions().setPosition(at);
}

/** The store's own events (types that begin with `$`) stay on the server, which looks through this many events between two checkpoints. */
function noSystemEvents(): ReadReq.Options.FilterOptions {
  const type = new Options.FilterOptions.Expression().setRegex('^[^$].*');
  return new Options.FilterOptions().setEventType(type).setMax(1024).setCheckpointintervalmultiplier(1);
}

function request(options: ReadReq.Options): ReadReq {
  return new streams.ReadReq().setOptions(options);
}
