import {
  accessSync,
  closeSync,
  constants,
  existsSync,
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
import { DataFolderError, markFormat, refuseOtherFormat } from './folder-format.js';

type Store = Database<Buffer, Buffer>;

/** The open databases of one data folder. */
export interface DataFolder {
  readonly root: RootDatabase<Buffer, Buffer>;
  /** Position -> event frame: the `$all` log. */
  readonly log: Store;
  /** Stream number with revision -> position and checksum, and stream number with event id -> revision. */
  readonly index: Store;
  /** Hash of a stream's name -> its number and name. */
  readonly names: Store;
  close(): Promise<void>;
}

/** Where a restore keeps what it has not finished; a folder with this in it is not served. */
export const UNFINISHED_RESTORE = 'unfinished-restore';

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
    const stores = await openStores(path, inMemory);
    return {
      ...stores,
      async close() {
        await stores.root.close();
        await lock.release();
        if (inMemory) rmSync(path, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await lock.release();
    throw error instanceof DataFolderError ? error : cannotOpen(path, error);
  }
}

async function openStores(path: string, inMemory: boolean): Promise<Omit<DataFolder, 'close'>> {
  const root = open<Buffer, Buffer>({
    path,
    noSubdir: false,
    maxDbs: 4,
    encoding: 'binary',
    keyEncoding: 'binary',
    overlappingSync: false,
    noSync: inMemory,
  });
  try {
    const store = (name: string): Store => root.openDB({ name, encoding: 'binary', keyEncoding: 'binary' });
    refuseOtherFormat(root, path);
    markFormat(root);
    if (!inMemory) for (const folder of [path, dirname(path)]) syncFolder(folder);
    return { root, log: store('log'), index: store('index'), names: store('names') };
  } catch (error) {
    await root.close();
    throw error;
  }
}

function prepareFolder(dataDir: string): string {
  const path = resolve(dataDir);
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DataFolderError(
      `The data folder ${path} cannot be written (${error instanceof Error ? error.message : String(error)}). ` +
        'Give this user write access to it, or name another folder with --data.',
    );
  }
  if (existsSync(join(path, UNFINISHED_RESTORE))) {
    throw new DataFolderError(
      `A restore into ${path} was not finished. Empty the folder and run event-store restore again.`,
    );
  }
  return path;
}

/** Makes new files and a new folder survive a power cut: their names are kept in the folders above them. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function cannotOpen(path: string, error: unknown): DataFolderError {
  const reason = error instanceof Error ? error.message : String(error);
  return new DataFolderError(
    `The event store in ${path} cannot be opened (${reason}). ` +
      'Check the free space and the health of the disk; if the data are damaged, restore a backup into an empty folder.',
  );
}
