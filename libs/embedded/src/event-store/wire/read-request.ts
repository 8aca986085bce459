import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { invalidArgument } from './grpc-errors.js';

/** A place in `$all` (a position) or in a stream (a revision). */
export type ReadFrom = 'start' | 'end' | number;

export interface EventFilterRequest {
  readonly on: 'stream' | 'type';
  readonly regex: string;
  readonly prefixes: readonly string[];
  /** Events to consider per checkpoint interval. */
  readonly window: number;
  readonly checkpointInterval: number;
}

/** What a client asks of `Streams/Read`. Without `stream` it reads `$all`; `count` undefined means: follow. */
export interface ReadRequest {
  readonly stream: string | undefined;
  readonly from: ReadFrom;
  readonly backwards: boolean;
  readonly count: number | undefined;
  readonly resolveLinks: boolean;
  readonly filter: EventFilterRequest | undefined;
  readonly structuredIds: boolean;
}

const DEFAULT_WINDOW = 32;

/** Reads a `ReadReq`. Numbers beyond 2^53 are rounded: they lie beyond every position and revision alike. */
export function readReadRequest(message: ReadReq): ReadRequest {
  const options = message.getOptions();
  if (options === undefined) throw invalidArgument('A read needs options.');
  const stream = options.getStream();
  const all = options.getAll();
  const uuid = options.getUuidOption();
  if (uuid === undefined) throw invalidArgument('`uuidOption` is a required argument.');
  const base = {
    backwards: options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS,
    count: options.hasSubscription() ? undefined : Number(options.getCount()),
    resolveLinks: options.getResolveLinks(),
    filter: readFilter(options.getFilter()),
    structuredIds: uuid.hasStructured(),
  };
  if (base.count === undefined && base.backwards)
    throw invalidArgument('A subscription cannot go backwards.');
  if (stream !== undefined) {
    const name = Buffer.from(stream.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
    if (name === '') throw invalidArgument('Required field StreamIdentifier not set.');
    if (base.filter !== undefined) throw invalidArgument('A filter needs a read of $all.');
    return { ...base, stream: name, from: place(stream, stream.hasRevision(), stream.getRevision()) };
  }
  if (all === undefined) throw invalidArgument('A read needs a stream or $all.');
  return {
    ...base,
    stream: undefined,
    from: place(all, all.hasPosition(), all.getPosition()?.getCommitPosition()),
  };
}

function place(
  options: { hasStart(): boolean; hasEnd(): boolean },
  given: boolean,
  value: string | undefined,
): ReadFrom {
  if (given) return Number(value);
  if (options.hasEnd()) return 'end';
  return 'start';
}

function readFilter(filter: ReadReq.Options.FilterOptions | undefined): EventFilterRequest | undefined {
  if (filter === undefined) return undefined;
  const onStream = filter.getStreamIdentifier();
  const expression = onStream ?? filter.getEventType();
  if (expression === undefined) throw invalidArgument('A filter needs an expression.');
  return {
    on: onStream === undefined ? 'type' : 'stream',
    regex: expression.getRegex(),
    prefixes: expression.getPrefixList(),
    window: filter.hasMax() ? Math.max(1, filter.getMax()) : DEFAULT_WINDOW,
    checkpointInterval: Math.max(1, filter.getCheckpointintervalmultiplier()),
  };
}
