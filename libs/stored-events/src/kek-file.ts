import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KEY_BYTES } from './subject-key.js';

const fault = (file: string, rest: string): Error => new Error(`The key-encryption key file ${file} ${rest}`);

/** Makes a file (mode 0600) with a fresh key-encryption key, on disk when this resolves. An existing file is never replaced. */
export async function createKek(file: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw fault(file, `could not be made: ${error.code ?? 'unknown error'}.`);
    throw fault(file, 'exists already. It is not replaced: all personal data would be lost with it.');
  });
  try {
    await handle.writeFile(randomBytes(KEY_BYTES));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(file));
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** The key in the file. Throws an Error that says what is wrong with the file and what to do. */
export async function readKek(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw fault(file, `could not be opened: ${error.code ?? 'unknown error'}.`);
    throw fault(file, 'does not exist. Restore it from its backup; without it no personal data can be read.');
  });
  try {
    const { mode } = await handle.stat();
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw fault(file, `can be read by other users. Make it yours alone: chmod 600 ${file}`);
    }
    const key = await handle.readFile();
    if (key.length === KEY_BYTES) return key;
    throw fault(file, `has ${key.length} bytes instead of ${KEY_BYTES}. Restore it from its backup.`);
  } finally {
    await handle.close();
  }
}
