import { MalformedMessage, ProtobufReader } from './protobuf-reader.js';
import { delimited } from './protobuf-writer.js';

const pattern = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** Reads `event_store.client.UUID` (text or two signed 64-bit halves) into its 16 bytes. */
export function readUuid(message: Buffer): Buffer {
  const reader = new ProtobufReader(message);
  let id: Buffer | undefined;
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 1) id = readStructured(reader.bytesField());
    else if (field === 2) id = parseUuid(reader.string());
    else reader.skip();
  }
  if (id === undefined) throw new MalformedMessage('An id is missing.');
  return id;
}

/** The 16 bytes of a UUID in its text form. */
export function parseUuid(text: string): Buffer {
  if (!pattern.test(text)) throw new MalformedMessage('An id is not a UUID.');
  return Buffer.from(text.replaceAll('-', ''), 'hex');
}

/** The text form (lower case, with dashes) of 16 bytes. */
export function formatUuid(id: Buffer): string {
  const hex = id.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** `event_store.client.UUID` with the 16 bytes of an id as two signed 64-bit halves. */
export function structuredUuid(id: Buffer): Buffer {
  return delimited(
    0x0a,
    Buffer.from([0x08, ...varint64(id.readBigUInt64BE(0)), 0x10, ...varint64(id.readBigUInt64BE(8))]),
  );
}

function varint64(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 0x80);
  return [...bytes, Number(rest)];
}

function readStructured(message: Buffer): Buffer {
  const reader = new ProtobufReader(message);
  const id = Buffer.alloc(16);
  for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
    if (field === 1) id.writeBigInt64BE(reader.signedVarint(), 0);
    else if (field === 2) id.writeBigInt64BE(reader.signedVarint(), 8);
    else reader.skip();
  }
  return id;
}
