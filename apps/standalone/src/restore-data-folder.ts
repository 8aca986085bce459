import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { startPostgres } from '#libs/embedded/src/postgres/start-postgres.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { migrateDatabase } from '#libs/records/src/migrate-database.js';
import { restoreRecords } from '#libs/records/src/restore-records.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { readKek } from '#libs/stored-events/src/kek-file.js';
import { partsOf, readContents, type BackupContents } from './backup-folder.js';
import { openDataFolder, placesIn, type DataFolder } from './data-folder.js';
import { entryOf } from './entry-of.js';
import { OperatorError } from './operator-error.js';
import { runOnce } from './run-once.js';

/**
 * Makes a data folder of a backup and the key-encryption key that belongs to it: keys, log, records, in this order. Tables for reading are
 * not in a backup: the next start fills them from the log. The folder comes to be whole or not at all.
 */
export async function restoreDataFolder(
  from: string,
  kekFile: string,
  data: string,
): Promise<{ readonly data: string; readonly contents: BackupContents }> {
  const [backup, target] = [resolve(from), resolve(data)];
  const contents = await readContents(backup);
  const kek = await readKek(resolve(kekFile));
  if (existsSync(target) && (await readdir(target)).length > 0)
    throw new OperatorError(
      `The folder ${target} is not empty, and a restore replaces nothing. Name a new one with --data.`,
    );
  const unfinished = `${target}.unfinished`;
  const { secrets, kekFile: ownKek } = placesIn(unfinished);
  await rm(unfinished, { recursive: true, force: true });
  try {
    await mkdir(secrets, { recursive: true, mode: 0o700 });
    await writeFile(ownKek, kek, { mode: 0o600, flush: true });
    const folder = await openDataFolder(unfinished);
    try {
      await fill(folder, backup, contents);
    } finally {
      await folder.release();
    }
    await mkdir(dirname(target), { recursive: true });
    await rm(target, { recursive: true, force: true });
    await rename(unfinished, target);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return { data: target, contents };
}

async function fill(folder: DataFolder, backup: string, contents: BackupContents): Promise<void> {
  const parts = partsOf(backup);
  await cp(parts.keys, folder.keys, { recursive: true });
  // Opening them shows whether the key-encryption key is theirs.
  await (await openFolderKeys({ folder: folder.keys, kekFile: folder.kekFile })).close();
  await runOnce(entryOf('event-store'), {}, [
    'restore',
    '--from',
    parts.eventStore,
    '--data',
    folder.eventStore,
  ]);
  const postgres = await startPostgres({ dataDir: folder.postgres, port: 0 });
  try {
    await migrateDatabase(postgres.url, readMigrations);
    const records = await restoreRecords(postgres.url, parts.records);
    if (!isDeepStrictEqual(records, contents.records))
      throw new OperatorError(
        `The backup ${backup} is damaged: its records are not those that backup.json counts. Restore another one.`,
      );
  } finally {
    await postgres.stop();
  }
  if (existsSync(parts.scenarioMark)) await copyFile(parts.scenarioMark, folder.scenarioMark);
}
