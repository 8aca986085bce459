import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { clearEarlierServer } from '#libs/embedded/src/postgres/earlier-server.js';
import { openDataFolder, placesIn } from './data-folder.js';
import { OperatorError } from './operator-error.js';

/**
 * Deletes a data folder with all that is in it; answers its path. Throws for one that is in use, and for a folder with
 * things in it that no Homeward made: a mistyped --data must not cost somebody a home directory.
 */
export async function clearDataFolder(path: string): Promise<string> {
  const folder = resolve(path);
  const inside = await readdir(folder).catch(() => []);
  if (inside.length > 0 && !existsSync(placesIn(folder).kekFile)) {
    throw new OperatorError(
      `${folder} is not a data folder of Homeward, so nothing was deleted. Name the right one with --data.`,
    );
  }
  // Opening it refuses a folder that is in use.
  const { postgres } = await openDataFolder(folder);
  await clearEarlierServer(postgres);
  await rm(folder, { recursive: true, force: true });
  return folder;
}
