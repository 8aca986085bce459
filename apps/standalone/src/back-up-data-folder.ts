import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { FolderInUseError } from '#libs/embedded/src/folder-lock.js';
import { startPostgres } from '#libs/embedded/src/postgres/start-postgres.js';
import { backUpRecords } from '#libs/records/src/back-up-records.js';
import { backUpKeys } from '#libs/stored-events/src/back-up-keys.js';
import { partsOf, type BackupContents } from './backup-folder.js';
import { openDataFolder, placesIn } from './data-folder.js';
import { entryOf } from './entry-of.js';
import { OperatorError } from './operator-error.js';
import { runOnce } from './run-once.js';

/**
 * Copies a data folder, in use or not, into a new folder: first the log, then the keys, so that no event in it lacks its key, then the
 * records. The key-encryption key stays where it is. Answers the path of that key.
 */
export async function backUpDataFolder(
  data: string,
  to: string,
): Promise<{ readonly to: string; readonly kekFile: string; readonly contents: BackupContents }> {
  const places = placesIn(resolve(data));
  const target = resolve(to);
  if (!existsSync(places.kekFile))
    throw new OperatorError(
      `${places.path} is not a data folder of Homeward. Name the right one with --data.`,
    );
  if (existsSync(target))
    throw new OperatorError(
      `${target} is already there. A backup replaces nothing: name a new folder with --to.`,
    );
  const unfinished = `${target}.unfinished`;
  const parts = partsOf(unfinished);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(target), { recursive: true });
  await mkdir(unfinished, { mode: 0o700 });
  try {
    await runOnce(entryOf('event-store'), {}, [
      'backup',
      '--data',
      places.eventStore,
      '--to',
      parts.eventStore,
    ]);
    await backUpKeys(places.keys, parts.keys);
    const records = await withDatabase(places.path, (url) => backUpRecords(url, parts.records));
    if (existsSync(places.scenarioMark)) await copyFile(places.scenarioMark, parts.scenarioMark);
    const contents: BackupContents = { format: 1, madeAt: new Date().toISOString(), records };
    await writeFile(parts.contents, `${JSON.stringify(contents, null, 2)}\n`, { flush: true });
    await rename(unfinished, target);
    return { to: target, kekFile: places.kekFile, contents };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** The database of a Homeward that runs, as the auditor may read it, or else one started for this alone. */
async function withDatabase<T>(data: string, work: (url: string) => Promise<T>): Promise<T> {
  const folder = await openDataFolder(data).catch((error: unknown) => {
    if (error instanceof FolderInUseError) return null;
    throw error;
  });
  if (folder === null) {
    const { DATABASE_URL } = parseEnv(await readFile(placesIn(data).auditorSettings, 'utf8'));
    return work(DATABASE_URL ?? '');
  }
  try {
    const postgres = await startPostgres({ dataDir: folder.postgres, port: 0 });
    return await work(postgres.url).finally(() => postgres.stop());
  } finally {
    await folder.release();
  }
}
