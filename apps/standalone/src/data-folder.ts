import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { lockFolder } from '#libs/embedded/src/folder-lock.js';
import { join, resolve } from 'node:path';
import { createKek } from '#libs/stored-events/src/kek-file.js';
import { OperatorError } from './operator-error.js';

/** Where a standalone Homeward keeps everything. Keys and secrets have folders of their own, apart from the data. */
export function placesIn(folder: string) {
  const secrets = join(folder, 'secrets');
  return {
    path: folder,
    secrets,
    eventStore: join(folder, 'event-store'),
    postgres: join(folder, 'postgres'),
    keys: join(folder, 'keys'),
    kekFile: join(secrets, 'key-encryption-key'),
    consistencyKeyFile: join(secrets, 'consistency-key'),
    tokenPrivateKeyFile: join(secrets, 'token-private-key.json'),
    tokenKeysFile: join(secrets, 'token-keys.json'),
    auditorSettings: join(folder, 'auditor.env'),
    operatorSettings: join(folder, 'operator.env'),
    reporterSettings: join(folder, 'reporter.env'),
    staffTokens: join(folder, 'staff.env'),
    scenarioMark: join(folder, 'scenario.json'),
    log: (name: string) => join(folder, 'logs', `${name}.log`),
  };
}

export type DataFolder = ReturnType<typeof placesIn> & { release(): Promise<void> };

/** Opens the folder, making what is missing, and holds it until `release`: one Homeward uses it at a time. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const places = placesIn(resolve(path));
  await makeFolders(places.path, places.secrets);
  const lock = await lockFolder(places.path);
  if (!existsSync(places.kekFile)) await createKek(places.kekFile);
  if (!existsSync(places.consistencyKeyFile)) {
    await writeFile(places.consistencyKeyFile, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  }
  return { ...places, release: () => lock.release() };
}

async function makeFolders(folder: string, secrets: string): Promise<void> {
  try {
    await mkdir(join(folder, 'logs'), { recursive: true });
    await mkdir(secrets, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, '.writable'), '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new OperatorError(
      `The data folder ${folder} cannot be written (${code}). Choose another with --data, or make it writable.`,
    );
  }
}
