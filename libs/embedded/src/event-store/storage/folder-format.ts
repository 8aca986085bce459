import type { RootDatabase } from 'lmdb';
import { positionKey } from './keys.js';

/** Raised when a data folder cannot be used; the message says why and what to do. */
export class DataFolderError extends Error {}

/** The one format that this program reads and writes. */
const FORMAT = 1;
const formatKey = Buffer.from('format');

type Root = RootDatabase<Buffer, Buffer>;

/** Refuses what another version or another program wrote. A folder that is still empty is in order. */
export function refuseOtherFormat(root: Root, path: string): void {
  const stored = root.get(formatKey);
  if (stored === undefined && isEmpty(root)) return;
  const format = stored?.length === 8 ? Number(stored.readBigUInt64BE()) : undefined;
  if (format === FORMAT) return;
  if (format === undefined) {
    throw new DataFolderError(
      `What is in ${path} was not written by the event store. Name another folder with --data.`,
    );
  }
  throw new DataFolderError(
    `The data folder ${path} has format ${format}, and this program knows formats up to ${FORMAT}. ` +
      'It was written by a newer version: start that version, or name another folder with --data.',
  );
}

/** Marks a new folder with the format. */
export function markFormat(root: Root): void {
  if (root.get(formatKey) === undefined) root.putSync(formatKey, positionKey(FORMAT));
}

function isEmpty(root: Root): boolean {
  for (const _ of root.getKeys({ limit: 1 })) return false;
  return true;
}
