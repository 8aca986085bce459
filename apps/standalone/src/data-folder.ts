import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { lockFolder } from '#libs/embedded/src/folder-lock.js';
import { join, resolve } from 'node:path';
import { createKek } from '#libs/stored-events/src/kek-file.js';
import { OperatorError } from './operator-error.js';

/** Where a standalone Homeward keeps everything. Keys and secrets have folders of their own, apart from the data. */
export interface DataFolder {
  readonly path: string;
  readonly eventStore: string;
  readonly postgres: string;
  readonly keys: string;
  readonly kekFile: string;
  readonly consistencyKeyFile: string;
  readonly tokenPrivateKeyFile: string;
  readonly tokenKeysFile: string;
  readonly auditorSettings: string;
  readonly scenarioMark: string;
  log(process: string): string;
  release(): Promise<void>;
}

/** Opens the folder, making what is missing, and holds it until `release`: one Homeward uses it at a time. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const folder = resolve(path);
  const secrets = join(folder, 'secrets');
  await makeFolders(folder, secrets);
  const lock = await lockFolder(folder);
  const kekFile = join(secrets, 'key-encryption-key');
  const consistencyKeyFile = join(secrets, 'consistency-key');
  if (!existsSync(kekFile)) await createKek(kekFile);
  if (!existsSync(consistencyKeyFile)) {
    await writeFile(consistencyKeyFile, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  }
  return {
    path: folder,
    eventStore: join(folder, 'event-store'),
    postgres: join(folder, 'postgres'),
    keys: join(folder, 'keys'),
    kekFile,
    consistencyKeyFile,
    tokenPrivateKeyFile: join(secrets, 'token-private-key.json'),
    tokenKeysFile: join(secrets, 'token-keys.json'),
    auditorSettings: join(folder, 'auditor.env'),
    scenarioMark: join(folder, 'scenario.json'),
    log: (name) => join(folder, 'logs', `${name}.log`),
    release: () => lock.release(),
  };
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
