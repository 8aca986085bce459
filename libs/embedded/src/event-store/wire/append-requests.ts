import { readUuid } from './event-id.js';
import { readMapEntry } from './event-frame.js';
import type { ProposedEvent } from './event-frame.js';
import { MalformedMessage, ProtobufReader } from './protobuf-reader.js';

export type ExpectedRevision = number | 'any' | 'no_stream' | 'stream_exists';

/** The options that an append starts with. `deadline`: milliseconds since 1970, Infinity when there is none. */
export interface AppendOptions {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly deadline: number;
}

/** One message of a batch append. `correlationId` is kept as it came, to be sent back unchanged. */
export interface BatchAppendMessage {
  readonly correlationId: Buffer;
  readonly options: Buffer | undefined;
  readonly proposed: readonly Buffer[];
  readonly isFinal: boolean;
}

/** Reads an `AppendReq`: either the options or one proposed event. */
export function readAppendMessage(message: Buffer): { options?: AppendOptions; event?: ProposedEvent } {
  const reader = new ProtobufReader(message);
  let content: { options?: AppendOptions; event?: ProposedEvent } = {};
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 1) content = { options: readOptions(reader.bytesField()) };
    else if (field === 2) content = { event: readProposedEvent(reader.bytesField()) };
    else reader.skip();
  }
  return content;
}

/** Reads a `BatchAppendReq`; options and events stay unread, so that bad ones can be answered by correlation id. */
export function readBatchAppendMessage(message: Buffer): BatchAppendMessage {
  const reader = new ProtobufReader(message);
  const proposed: Buffer[] = [];
  let correlationId: Buffer | undefined;
  let options: Buffer | undefined;
  let isFinal = false;
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 1) correlationId = reader.bytesField();
    else if (field === 2) options = reader.bytesField();
    else if (field === 3) proposed.push(reader.bytesField());
    else if (field === 4) isFinal = reader.varint() !== 0;
    else reader.skip();
  }
  if (correlationId === undefined) throw new MalformedMessage('A batch append needs a correlation id.');
  readUuid(correlationId); // it is sent back as it came: nobody should get one that cannot be read
  return { correlationId, options, proposed, isFinal };
}

/** Reads a `ProposedMessage` of either kind of append. */
export function readProposedEvent(message: Buffer): ProposedEvent {
  const reader = new ProtobufReader(message);
  const system = new Map<string, string>();
  const empty = message.subarray(0, 0);
  const event = { id: undefined as Buffer | undefined, metadata: empty, data: empty };
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 1) event.id = readUuid(reader.bytesField());
    else if (field === 2) readMapEntry(reader.bytesField(), system);
    else if (field === 3) event.metadata = reader.bytesField();
    else if (field === 4) event.data = reader.bytesField();
    else reader.skip();
  }
  const type = system.get('type');
  if (event.id === undefined || event.id.every((byte) => byte === 0))
    throw new MalformedMessage('An event has an empty id.');
  if (type === undefined || type === '') throw new MalformedMessage('An event has an empty type.');
  const contentType = system.get('content-type');
  if (contentType === undefined)
    throw new MalformedMessage("Required Metadata Property 'content-type' is missing");
  return {
    id: event.id,
    type,
    isJson: contentType === 'application/json',
    data: event.data,
    metadata: event.metadata,
  };
}

/** Reads the options of any append or delete: they share their field numbers. */
export function readOptions(message: Buffer): AppendOptions {
  const reader = new ProtobufReader(message);
  let stream: string | undefined;
  let expected: ExpectedRevision | undefined;
  let deadline = Infinity;
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 1) stream = readStreamName(reader.bytesField());
    else if (field === 2) expected = reader.varint();
    else if (field === 3) expected = skipped(reader, 'no_stream');
    else if (field === 4) expected = skipped(reader, 'any');
    else if (field === 5) expected = skipped(reader, 'stream_exists');
    else if (field === 6) deadline = readMilliseconds(reader.bytesField());
    else if (field === 7) deadline = Date.now() + readMilliseconds(reader.bytesField());
    else reader.skip();
  }
  if (stream === undefined || stream === '')
    throw new MalformedMessage('Required field StreamIdentifier not set.');
  if (expected === undefined) throw new MalformedMessage('An expected revision is required.');
  return { stream, expected, deadline };
}

function skipped<T>(reader: ProtobufReader, value: T): T {
  reader.skip();
  return value;
}

function readStreamName(identifier: Buffer): string {
  const reader = new ProtobufReader(identifier);
  let name = '';
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 3) name = reader.string();
    else reader.skip();
  }
  return name;
}

/** `google.protobuf.Timestamp` and `Duration` have the same shape. */
function readMilliseconds(message: Buffer): number {
  const reader = new ProtobufReader(message);
  let milliseconds = 0;
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 1) milliseconds += Number(reader.signedVarint()) * 1000;
    else if (field === 2) milliseconds += Number(reader.signedVarint()) / 1e6;
    else reader.skip();
  }
  return milliseconds;
}
