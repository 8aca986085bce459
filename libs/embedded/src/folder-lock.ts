import { closeSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

export interface FolderLock {
  release(): Promise<void>;
}

/** Raised when another process holds the folder. */
export class FolderInUseError extends Error {}

const NAME = 'in-use.sock';

/**
 * Holds a folder for one process by listening on a socket in it. The kernel closes the socket when the process
 * dies, however it dies, so a lock is never left behind, and a process id used again cannot be taken for its holder.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const place = shortPath(folder);
  const own = `${randomUUID().slice(0, 8)}.sock`;
  const server = await listen(join(place.path, own));
  try {
    await claim(place.path, own, folder);
  } catch (error) {
    await close(server);
    throw error;
  } finally {
    rmSync(join(place.path, own), { force: true });
    place.done();
  }
  return {
    async release() {
      rmSync(join(folder, NAME), { force: true });
      await close(server);
    },
  };
}

async function claim(path: string, own: string, folder: string): Promise<void> {
  const lock = join(path, NAME);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      linkSync(join(path, own), lock);
      return;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
    if (await answers(lock)) break;
    const stale = join(path, `${own}.stale`);
    try {
      renameSync(lock, stale);
      rmSync(stale, { force: true });
    } catch {
      // Another process cleared it first; try again.
    }
  }
  throw new FolderInUseError(
    `The data folder ${folder} is in use by another process of Homeward. ` +
      'Stop that process first, or name another folder with --data.',
  );
}

function isTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
}

/** A socket's path may have about 100 characters; Linux can name any folder by an open descriptor. */
function shortPath(folder: string): { path: string; done(): void } {
  if (folder.length < 70 || process.platform !== 'linux') return { path: folder, done: () => undefined };
  const descriptor = openSync(folder, 'r');
  return { path: `/proc/self/fd/${descriptor}`, done: () => closeSync(descriptor) };
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
