import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { folderInUse } from './troubles.js';

/** Put on PostgreSQL's command line, so that a server whose starter was killed is known as ours, and as an orphan. */
export const STARTER_MARK = 'cluster_name=homeward-';

const STOP_LIMIT_MS = 60_000;

interface Running {
  parent: number;
  command: string;
}

/**
 * Clears what an earlier start left in the folder: stops a server of ours whose starter is dead, and removes a lock file whose process id
 * now belongs to some other program (usual after a container's restart), which PostgreSQL would take for a live server. Throws if a live
 * server has the folder.
 */
export async function clearEarlierServer(folder: string): Promise<void> {
  const pid = await lockHolder(folder);
  const running = pid && (await describe(pid));
  if (!pid || !running) return;
  if (!/(^|\/)postgres[: ]/.test(running.command)) return rm(join(folder, 'postmaster.pid'), { force: true });
  if (!isOrphanOf(folder, running)) throw folderInUse(folder, pid);
  askToStop(pid);
  for (let waited = 0; isSame(running, await describe(pid)); waited += 50) {
    if (waited > STOP_LIMIT_MS) throw folderInUse(folder, pid);
    await delay(50);
  }
}

function askToStop(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    // It ended by itself between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function lockHolder(folder: string): Promise<number | undefined> {
  const lock = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  return Number.parseInt(lock, 10) || undefined;
}

function isOrphanOf(folder: string, { parent, command }: Running): boolean {
  const starter = command.split(STARTER_MARK)[1];
  return (
    command.includes(` -D ${folder} `) && starter !== undefined && Number.parseInt(starter, 10) !== parent
  );
}

function isSame(before: Running, now: Running | undefined): boolean {
  return now?.command === before.command;
}

/** Undefined when there is no such process; the command of one that has ended but was not yet collected is empty. */
async function describe(pid: number): Promise<Running | undefined> {
  try {
    if (process.platform !== 'linux') {
      const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'ppid=,args=', '-p', String(pid)]);
      const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? [];
      return parent && command ? { parent: Number(parent), command } : undefined;
    }
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    return { parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]), command };
  } catch {
    return undefined;
  }
}
