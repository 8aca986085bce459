import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { lockFolder } from '../../folder-lock.js';
import { syncFile } from './back-up.js';
import { checkDataFolder } from './check-data-folder.js';
import type { CheckResult } from './check-data-folder.js';
import type { CheckListener } from './check-report.js';
import { UNFINISHED_RESTORE, syncFolder } from './data-folder.js';
import { DataFolderError } from './folder-format.js';
import { DATA_FILE } from './snapshot.js';

/**
 * Makes a data folder of a backup. The copy is checked before it becomes the folder's data; with a fault in it the
 * folder stays empty. Resolves once it is on disk.
 */
export async function restore(from: string, dataDir: string, listener: CheckListener): Promise<CheckResult> {
  const backup = resolve(from);
  const folder = resolve(dataDir);
  if (!existsSync(backup) || !statSync(backup).isFile()) {
    throw new DataFolderError(
      `There is no backup ${backup}. Name the file that event-store backup wrote, with --from.`,
    );
  }
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) {
    throw new DataFolderError(
      `The folder ${folder} is not empty, and a restore replaces nothing. Name an empty or a new one with --data.`,
    );
  }
  const lock = await lockFolder(folder);
  try {
    return await copyAndCheck(backup, folder, listener);
  } finally {
    await lock.release();
  }
}

async function copyAndCheck(backup: string, folder: string, listener: CheckListener): Promise<CheckResult> {
  const unfinished = join(folder, UNFINISHED_RESTORE);
  try {
    mkdirSync(unfinished);
    copyFileSync(backup, join(unfinished, DATA_FILE));
    syncFile(join(unfinished, DATA_FILE));
    const result = await checkDataFolder(unfinished, listener);
    if (result.faults === 0) {
      renameSync(join(unfinished, DATA_FILE), join(folder, DATA_FILE));
      syncFolder(folder);
      syncFolder(dirname(folder));
    }
    return result;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
