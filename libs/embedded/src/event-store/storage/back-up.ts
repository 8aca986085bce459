import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { syncFolder } from './data-folder.js';
import { DataFolderError } from './folder-format.js';
import { DATA_FILE, openSnapshot } from './snapshot.js';

/** Called now and then with the bytes written and at most to be written. */
type Progress = (done: number, of: number) => void;

/** How often the progress is told, in milliseconds. */
const TOLD_EVERY = 200;

/**
 * Copies a data folder, in use or not, into one new file, as of one commit: everything acknowledged before the call is
 * in it. Resolves with the file's bytes once it is on disk. The file has no name of its own before it is whole.
 */
export async function backUp(dataDir: string, to: string, progress: Progress): Promise<number> {
  const file = resolve(to);
  if (existsSync(file)) {
    throw new DataFolderError(
      `${file} is already there. Name a new file with --to; a backup replaces nothing.`,
    );
  }
  const unfinished = `${file}.unfinished`;
  const copy = join(unfinished, DATA_FILE);
  const snapshot = openSnapshot(dataDir);
  const telling = setInterval(() => progress(sizeOf(copy), snapshot.bytes), TOLD_EVERY);
  try {
    mkdirSync(dirname(file), { recursive: true });
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished);
    await snapshot.copyTo(unfinished);
    syncFile(copy);
    renameSync(copy, file);
    syncFolder(dirname(file));
    return statSync(file).size;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataFolderError(
      `The backup could not be written to ${file} (${reason}). Check the free space there, or name another place with --to.`,
    );
  } finally {
    clearInterval(telling);
    rmSync(unfinished, { recursive: true, force: true });
    await snapshot.close();
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Returns once a file's bytes are on disk. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
