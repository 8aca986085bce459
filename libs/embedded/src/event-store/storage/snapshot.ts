import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { open } from 'lmdb';
import type { Database } from 'lmdb';
import { DataFolderError, refuseOtherFormat } from './folder-format.js';

/** One sorted table as it was at one commit. */
export interface Table {
  readonly size: number;
  get(key: Buffer): Buffer | undefined;
  /** In the order of the keys, from `from` on. Key and value may be views that the next step overwrites. */
  entries(from?: Buffer): Iterable<{ key: Buffer; value: Buffer }>;
}

/** A data folder as of one commit, whether or not a server is writing to it meanwhile. */
export interface Snapshot {
  readonly log: Table;
  readonly index: Table;
  readonly names: Table;
  /** How large a copy is at most. */
  readonly bytes: number;
  /** Writes a compact copy into an empty folder; it is not yet synced to disk. */
  copyTo(folder: string): Promise<void>;
  close(): Promise<void>;
}

/** The file of a data folder in which everything stands. */
export const DATA_FILE = 'data.mdb';

/** Opens a data folder for reading only, without its lock. */
export function openSnapshot(dataDir: string): Snapshot {
  const path = resolve(dataDir);
  if (!existsSync(join(path, DATA_FILE))) {
    throw new DataFolderError(
      `The folder ${path} holds no event store: there is no ${DATA_FILE} in it. ` +
        'Name the folder that the event store was started with.',
    );
  }
  try {
    return snapshotOf(path);
  } catch (error) {
    if (error instanceof DataFolderError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataFolderError(
      `The event store in ${path} cannot be opened (${reason}). Restore a backup of it.`,
    );
  }
}

function snapshotOf(path: string): Snapshot {
  const root = open<Buffer, Buffer>({
    path,
    noSubdir: false,
    maxDbs: 4,
    encoding: 'binary',
    keyEncoding: 'binary',
    readOnly: true,
  });
  refuseOtherFormat(root, path);
  const stores = ['log', 'index', 'names'].map((name): Database<Buffer, Buffer> | undefined =>
    root.openDB({ name, encoding: 'binary', keyEncoding: 'binary' }),
  );
  const transaction = root.useReadTransaction();
  const table = (store: Database<Buffer, Buffer> | undefined): Table => ({
    size: store === undefined ? 0 : entryCount(store.getStats()),
    get: (key) => store?.get(key, { transaction }),
    entries: (from) => store?.getRange({ transaction, ...(from === undefined ? {} : { start: from }) }) ?? [],
  });
  const [log, index, names] = stores;
  return {
    log: table(log),
    index: table(index),
    names: table(names),
    bytes: statSync(join(path, DATA_FILE)).size,
    copyTo: (folder) => root.backup(folder, true),
    async close() {
      transaction.done();
      await root.close();
    },
  };
}

function entryCount(stats: { entryCount?: unknown }): number {
  return typeof stats.entryCount === 'number' ? stats.entryCount : 0;
}
