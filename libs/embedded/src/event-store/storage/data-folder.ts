import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { open } from 'lmdb';
import type { Database, RootDatabase } from 'lmdb';
import { lockFolder } from '../../folder-lock.js';
import { positionKey } from './keys.js';

/** Raised when a data folder cannot be used; the message says why and what to do. */
export class DataFolderError extends Error {}

type Store = Database<Buffer, Buffer>;

/** The open databases of one data folder. */
export interface DataFolder {
  readonly root: RootDatabase<Buffer, Buffer>;
  /** Position -> event frame: the `$all` log. */
  readonly log: Store;
  /** Stream number with revision -> position, and stream number with event id -> revision. */
  readonly index: Store;
  /** Hash of a stream's name -> its number and name. */
  readonly names: Store;
  close(): Promise<void>;
}

const FORMAT = 1;
const formatKey = Buffer.from('format');

/**
 * Opens (or makes) a data folder and locks it for this process. `undefined` means a temporary folder without
 * syncing to disk, removed on close.
 *
 * With `overlappingSync` off a commit writes the changed pages, calls fdatasync, and only then writes the meta page
 * through a descriptor opened with O_DSYNC; it returns after that. Seen with strace for lmdb 3.5.6 under this
 * server: pwrite64/writev, fdatasync, pwrite64 on the O_DSYNC descriptor, and then the reply on the socket; one
 * fdatasync for an append of 4,000 events. With it on, writes are answered before anything is synced, and a failed
 * sync is only printed.
 */
export async function openDataFolder(dataDir: string | undefined): Promise<DataFolder> {
  const inMemory = dataDir === undefined;
  const path = inMemory ? mkdtempSync(join(tmpdir(), 'homeward-event-store-')) : prepareFolder(dataDir);
  const lock = await lockFolder(path);
  try {
    const root = open<Buffer, Buffer>({
      path,
      noSubdir: false,
      maxDbs: 4,
      encoding: 'binary',
      keyEncoding: 'binary',
      overlappingSync: false,
      noSync: inMemory,
    });
    const store = (name: string): Store => root.openDB({ name, encoding: 'binary', keyEncoding: 'binary' });
    await checkFormat(root, path);
    if (!inMemory) syncFolders(path);
    return {
      root,
      log: store('log'),
      index: store('index'),
      names: store('names'),
      async close() {
        await root.close();
        await lock.release();
        if (inMemory) rmSync(path, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function prepareFolder(dataDir: string): string {
  const path = resolve(dataDir);
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return path;
  } catch (error) {
    throw new DataFolderError(
      `The data folder ${path} cannot be written (${error instanceof Error ? error.message : String(error)}). ` +
        'Give this user write access to it, or name another folder with --data.',
    );
  }
}

/** Makes new files and a new folder survive a power cut: their names are kept in the folders above them. */
function syncFolders(path: string): void {
  if (process.platform === 'win32') return;
  for (const folder of [path, dirname(path)]) {
    const descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  }
}

async function checkFormat(root: RootDatabase<Buffer, Buffer>, path: string): Promise<void> {
  const stored = root.get(formatKey);
  if (stored === undefined) {
    root.putSync(formatKey, positionKey(FORMAT));
    return;
  }
  const format = stored.length === 8 ? Number(stored.readBigUInt64BE()) : NaN;
  if (format === FORMAT) return;
  await root.close();
  throw new DataFolderError(
    `The data folder ${path} has format ${format}, and this program knows formats up to ${FORMAT}. ` +
      'It was written by a newer version: start that version, or name another folder with --data.',
  );
}
