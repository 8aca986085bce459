import { formatUuid, readUuid } from './event-id.js';
import { ProtobufReader } from './protobuf-reader.js';
import { delimited, delimitedLength, varintLength, writeVarint } from './protobuf-writer.js';
import { TOMBSTONE_REVISION, tombstoneVarint } from './tombstone-revision.js';

/** An event as a client proposes it. `id` has 16 bytes. */
export interface ProposedEvent {
  readonly id: Buffer;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** Where and when the server recorded an event. `createdTicks`: 100 ns since 1970, in decimal digits. */
export interface Recording {
  readonly stream: Buffer;
  readonly revision: number;
  readonly position: number;
  readonly createdTicks: string;
}

const contentTypeEntry = (contentType: string): Buffer =>
  delimited(
    0x32,
    Buffer.concat([delimited(0x0a, Buffer.from('content-type')), delimited(0x12, Buffer.from(contentType))]),
  );
const jsonEntry = contentTypeEntry('application/json');
const binaryEntry = contentTypeEntry('application/octet-stream');
const typeKey = delimited(0x0a, Buffer.from('type'));
const createdKey = delimited(0x0a, Buffer.from('created'));

/**
 * The bytes of a whole `ReadResp` that carries one event: what is stored is what is sent, whether the reader
 * asks for a stream or for `$all`.
 */
export function encodeEventFrame(event: ProposedEvent, recording: Recording): Buffer {
  const { stream, revision, position, createdTicks } = recording;
  const typeLength = Buffer.byteLength(event.type);
  const typeEntry = typeKey.length + delimitedLength(typeLength);
  const createdEntry = createdKey.length + delimitedLength(createdTicks.length);
  const contentType = event.isJson ? jsonEntry : binaryEntry;
  const positionLength = 1 + varintLength(position);
  const recorded =
    delimitedLength(38) +
    delimitedLength(delimitedLength(stream.length)) +
    (1 + (revision === TOMBSTONE_REVISION ? tombstoneVarint.length : varintLength(revision))) +
    2 * positionLength +
    delimitedLength(typeEntry) +
    delimitedLength(createdEntry) +
    contentType.length +
    (event.metadata.length === 0 ? 0 : delimitedLength(event.metadata.length)) +
    (event.data.length === 0 ? 0 : delimitedLength(event.data.length));
  const readEvent = delimitedLength(recorded) + positionLength;
  const frame = Buffer.allocUnsafe(delimitedLength(readEvent));
  let at = header(frame, 0x0a, readEvent, 0);
  at = header(frame, 0x0a, recorded, at);
  at = header(frame, 0x0a, 38, at);
  at = header(frame, 0x12, 36, at);
  at += frame.write(formatUuid(event.id), at, 'latin1');
  at = header(frame, 0x12, delimitedLength(stream.length), at);
  at = field(frame, 0x1a, stream, at);
  at = revisionField(frame, revision, at);
  at = number(frame, 0x20, position, at);
  at = number(frame, 0x28, position, at);
  at = header(frame, 0x32, typeEntry, at);
  at += typeKey.copy(frame, at);
  at = header(frame, 0x12, typeLength, at);
  at += frame.write(event.type, at, 'utf8');
  at = header(frame, 0x32, createdEntry, at);
  at += createdKey.copy(frame, at);
  at = header(frame, 0x12, createdTicks.length, at);
  at += frame.write(createdTicks, at, 'latin1');
  at += contentType.copy(frame, at);
  if (event.metadata.length > 0) at = field(frame, 0x3a, event.metadata, at);
  if (event.data.length > 0) at = field(frame, 0x42, event.data, at);
  number(frame, 0x18, position, at);
  return frame;
}

function header(frame: Buffer, tag: number, contentLength: number, at: number): number {
  frame[at] = tag;
  return writeVarint(frame, contentLength, at + 1);
}

function field(frame: Buffer, tag: number, content: Buffer, at: number): number {
  const start = header(frame, tag, content.length, at);
  return start + content.copy(frame, start);
}

function number(frame: Buffer, tag: number, value: number, at: number): number {
  frame[at] = tag;
  return writeVarint(frame, value, at + 1);
}

function revisionField(frame: Buffer, revision: number, at: number): number {
  if (revision !== TOMBSTONE_REVISION) return number(frame, 0x18, revision, at);
  frame[at] = 0x18;
  return at + 1 + tombstoneVarint.copy(frame, at + 1);
}

/** What the server itself needs to know of a stored event. `recorded` is its `RecordedEvent` message. */
export interface StoredEvent {
  readonly recorded: Buffer;
  readonly id: Buffer;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly type: string;
  readonly createdTicks: string;
  readonly data: Buffer;
}

/** Reads a frame back. */
export function decodeEventFrame(frame: Buffer): StoredEvent {
  const recorded = onlyField(onlyField(frame));
  const reader = new ProtobufReader(recorded);
  const metadata = new Map<string, string>();
  const event = { id: recorded, stream: '', revision: 0, position: 0, data: recorded.subarray(0, 0) };
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 1) event.id = readUuid(reader.bytesField());
    else if (field === 2) event.stream = onlyField(reader.bytesField()).toString('utf8');
    else if (field === 3) event.revision = Math.min(reader.varint(), TOMBSTONE_REVISION);
    else if (field === 5) event.position = reader.varint();
    else if (field === 6) readMapEntry(reader.bytesField(), metadata);
    else if (field === 8) event.data = reader.bytesField();
    else reader.skip();
  }
  return {
    ...event,
    recorded,
    type: metadata.get('type') ?? '',
    createdTicks: metadata.get('created') ?? '0',
  };
}

/** Adds one `map<string, string>` entry to `map`. */
export function readMapEntry(entry: Buffer, map: Map<string, string>): void {
  const reader = new ProtobufReader(entry);
  let key = '';
  let value = '';
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 1) key = reader.string();
    else if (field === 2) value = reader.string();
    else reader.skip();
  }
  map.set(key, value);
}

function onlyField(message: Buffer): Buffer {
  const reader = new ProtobufReader(message);
  reader.nextField();
  return reader.bytesField();
}
