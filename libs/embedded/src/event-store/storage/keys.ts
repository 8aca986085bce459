import { createHash } from 'node:crypto';

const REVISIONS = 0;
const IDS = 1;

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
  const key = Buffer.allocUnsafe(15);
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
  const key = Buffer.allocUnsafe(23);
  key.writeUIntBE(streamNumber, 0, 6);
  key[6] = IDS;
  eventId.copy(key, 7);
  return key;
}

/** Stream names may be longer than an LMDB key. */
export function nameKey(streamName: string): Buffer {
  return createHash('sha256').update(streamName, 'utf8').digest();
}
