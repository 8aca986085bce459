import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

const REVISIONS = 0;
const IDS = 1;

export const REVISION_KEY_LENGTH = 15;
export const ID_KEY_LENGTH = 23;

/** Big-endian, so that LMDB's byte order is the log's order. */
export function positionKey(position: number): Buffer {
  const key = Buffer.allocUnsafe(8);
  key.writeUInt32BE(Math.floor(position / 2 ** 32), 0);
  key.writeUInt32BE(position % 2 ** 32, 4);
  return key;
}

export function readPosition(bytes: Buffer): number {
  return bytes.readUInt32BE(0) * 2 ** 32 + bytes.readUInt32BE(4);
}

/** Stream number, then revision: the events of a stream lie side by side. */
export function revisionKey(streamNumber: number, revision: number): Buffer {
  const key = Buffer.allocUnsafe(REVISION_KEY_LENGTH);
  key.writeUIntBE(streamNumber, 0, 6);
  key[6] = REVISIONS;
  positionKey(revision).copy(key, 7);
  return key;
}

export function readRevision(key: Buffer): number {
  return readPosition(key.subarray(7));
}

export function readStreamNumber(key: Buffer): number {
  return key.readUIntBE(0, 6);
}

/** Where a stream's event ids stand, next to its revisions, so that one append touches few pages. */
export function idKey(streamNumber: number, eventId: Buffer): Buffer {
  const key = Buffer.allocUnsafe(ID_KEY_LENGTH);
  key.writeUIntBE(streamNumber, 0, 6);
  key[6] = IDS;
  eventId.copy(key, 7);
  return key;
}

/** Stream names may be longer than an LMDB key. */
export function nameKey(streamName: string): Buffer {
  return createHash('sha256').update(streamName, 'utf8').digest();
}

/** What a stream's index holds of an event: its position, and a checksum with which a check finds a damaged frame. */
export function indexEntry(position: number, frame: Buffer): Buffer {
  const entry = Buffer.allocUnsafe(12);
  positionKey(position).copy(entry);
  entry.writeUInt32BE(crc32(frame), 8);
  return entry;
}

/** The checksum of an index entry; undefined in those written before there was one. */
export function readChecksum(entry: Buffer): number | undefined {
  return entry.length < 12 ? undefined : entry.readUInt32BE(8);
}
