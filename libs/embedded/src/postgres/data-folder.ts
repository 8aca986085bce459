import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { accountFor, type Account } from './account.js';
import { findPrograms, runInitdb } from './programs.js';
import { sentenceFor } from './troubles.js';

/** The only role: superuser of its own cluster. */
export const ROLE = 'homeward';

export interface DataFolder {
  path: string;
  password: string;
  account: Account;
}

/** Opens the data folder, and on the first start makes it: whole or, after a crash on the way, not at all. */
export async function openDataFolder(dataDir: string, fast: boolean): Promise<DataFolder> {
  let account: Account = {};
  try {
    const path = await realPath(dataDir);
    account = await accountFor(path);
    const found = await readdir(path).catch(emptyIfMissing);
    if (found.length === 0) await createCluster(path, account, fast);
    else if (!found.includes('PG_VERSION'))
      throw new Error(
        `The folder ${path} holds something other than PostgreSQL's data: choose an empty or a new folder.`,
      );
    return { path, password: await readPassword(path), account };
  } catch (error) {
    throw isErrno(error) ? sentenceFor(error.message, dataDir, account) : error;
  }
}

async function createCluster(path: string, account: Account, fast: boolean): Promise<void> {
  const { initdb } = await findPrograms();
  const unfinished = `${path}.unfinished`;
  const passwordFile = passwordFileOf(path);
  await rm(unfinished, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  if ('uid' in account)
    for (const file of [unfinished, passwordFile]) await chown(file, account.uid, account.gid);
  const flags = [
    `--pgdata=${unfinished}`,
    `--username=${ROLE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
  ];
  // The built-in C.UTF-8 sorts the same on every machine and needs no locale of the system's; ICU collations can be named per query.
  flags.push('--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  await runInitdb(initdb, fast ? [...flags, '--no-sync'] : flags, unfinished, account);
  await rename(unfinished, path);
}

async function readPassword(path: string): Promise<string> {
  const file = passwordFileOf(path);
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (!isErrno(error) || error.code !== 'ENOENT') throw error;
    throw new Error(
      `The password file ${file} of PostgreSQL's data folder is missing: put it back from the backup.`,
    );
  }
}

function passwordFileOf(path: string): string {
  return `${path}.password`;
}

/** Symbolic links resolved, so that one folder has one name. */
async function realPath(dataDir: string): Promise<string> {
  const path = resolve(dataDir);
  await mkdir(dirname(path), { recursive: true });
  return realpath(path).catch(async () => join(await realpath(dirname(path)), basename(path)));
}

function emptyIfMissing(error: unknown): string[] {
  if (isErrno(error) && error.code === 'ENOENT') return [];
  throw error;
}

function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error;
}
