import { invalidArgument } from './grpc-errors.js';
import { ProtobufReader } from './protobuf-reader.js';

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
export function readReadRequest(message: Buffer): ReadRequest {
  const options = readFields(message).bytes.get(1);
  if (options === undefined) throw invalidArgument('A read needs options.');
  const { bytes, numbers, last } = readFields(options);
  const uuid = bytes.get(9);
  if (uuid === undefined) throw invalidArgument('`uuidOption` is a required argument.');
  const follows = last(5, 6) === 6;
  const filter = last(7, 8) === 7 ? bytes.get(7) : undefined;
  const request = {
    backwards: numbers.get(3) === 1,
    count: follows ? undefined : (numbers.get(5) ?? 0),
    resolveLinks: (numbers.get(4) ?? 0) > 0,
    filter: filter && readFilter(filter),
    structuredIds: readFields(uuid).last(1, 2) === 1,
  };
  if (follows && request.backwards) throw invalidArgument('A subscription cannot go backwards.');
  const source = last(1, 2);
  if (source === 1) {
    if (filter !== undefined) throw invalidArgument('A filter needs a read of $all.');
    return { ...request, ...readStreamOptions(bytes.get(1) ?? options) };
  }
  if (source !== 2) throw invalidArgument('A read needs a stream or $all.');
  return { ...request, stream: undefined, from: readAllOptions(bytes.get(2) ?? options) };
}

function readStreamOptions(options: Buffer): { stream: string; from: ReadFrom } {
  const { bytes, numbers, last } = readFields(options);
  const identifier = bytes.get(1);
  const stream =
    identifier === undefined ? '' : (readFields(identifier).bytes.get(3)?.toString('utf8') ?? '');
  if (stream === '') throw invalidArgument('Required field StreamIdentifier not set.');
  const place = last(2, 3, 4);
  return { stream, from: place === 2 ? (numbers.get(2) ?? 0) : place === 4 ? 'end' : 'start' };
}

function readAllOptions(options: Buffer): ReadFrom {
  const { bytes, last } = readFields(options);
  const place = last(1, 2, 3);
  const position = bytes.get(1);
  if (place === 1 && position !== undefined) return readFields(position).numbers.get(1) ?? 0;
  return place === 3 ? 'end' : 'start';
}

function readFilter(filter: Buffer): EventFilterRequest {
  const { bytes, numbers, last } = readFields(filter);
  const on = last(1, 2);
  const expression = on === undefined ? undefined : bytes.get(on);
  if (expression === undefined) throw invalidArgument('A filter needs an expression.');
  const { regex, prefixes } = readExpression(expression);
  return {
    on: on === 1 ? 'stream' : 'type',
    regex,
    prefixes,
    window: last(3, 4) === 3 ? Math.max(1, numbers.get(3) ?? 0) : DEFAULT_WINDOW,
    checkpointInterval: Math.max(1, numbers.get(5) ?? 0),
  };
}

function readExpression(expression: Buffer): { regex: string; prefixes: string[] } {
  const reader = new ProtobufReader(expression);
  const prefixes: string[] = [];
  let regex = '';
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 1) regex = reader.string();
    else if (field === 2) prefixes.push(reader.string());
    else reader.skip();
  }
  return { regex, prefixes };
}

interface Fields {
  readonly bytes: ReadonlyMap<number, Buffer>;
  readonly numbers: ReadonlyMap<number, number>;
  /** Which of the fields, of which a message has one at most, came last. */
  last(...oneOf: number[]): number | undefined;
}

/** The fields of a message; of a field that came twice, the last. */
function readFields(message: Buffer): Fields {
  const reader = new ProtobufReader(message);
  const bytes = new Map<number, Buffer>();
  const numbers = new Map<number, number>();
  const order: number[] = [];
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    order.push(field);
    const value = reader.value();
    if (typeof value === 'number') numbers.set(field, value);
    else if (value !== undefined) bytes.set(field, value);
  }
  return { bytes, numbers, last: (...oneOf) => order.findLast((field) => oneOf.includes(field)) };
}
