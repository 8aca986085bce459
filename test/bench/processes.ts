import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lap } from './race.js';
import { usageOf } from './usage.js';

/** A program of the benchmark, or a server, in a process of its own. */
export interface Program {
  readonly pid: number;
  /** Gives it a task and waits for its lap. */
  ask(task: string, options?: Record<string, number | string>): Promise<Lap>;
  stop(): Promise<void>;
}

export interface Server extends Program {
  readonly port: number;
}

/** Starts `programs/<name>.main.ts`. */
export async function startProgram(name: string, ...args: string[]): Promise<Server> {
  return start(here(`programs/${name}.main.js`), args);
}

/** Starts the embedded event store on a new folder, or in memory. */
export async function startStore(): Promise<Server> {
  const folder = await newFolder();
  const store = await start(here('../../apps/event-store/src/main.js'), [
    '--data',
    folder.path,
    '--port',
    '0',
  ]);
  return {
    ...store,
    async stop() {
      await store.stop();
      await folder.remove();
    },
  };
}

/** A new folder on the disk of the current folder: a temporary one may be in memory, where syncing is free. */
export async function newFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(process.cwd(), '.bench-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** The lap with what it cost `server`: CPU seconds during it, memory after it. */
export async function measured(server: Pick<Program, 'pid'>, lap: Promise<Lap>): Promise<Lap> {
  const before = usageOf(server.pid);
  const done = await lap;
  const after = usageOf(server.pid);
  if (before === undefined || after === undefined) return done;
  return { ...done, usage: { ...after, cpuSeconds: after.cpuSeconds - before.cpuSeconds } };
}

async function start(path: string, args: readonly string[]): Promise<Server> {
  const child = fork(path, args, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const gone = once(child, 'exit');
  const failed = gone.then(([code]) => Promise.reject(new Error(`${path} ended with code ${String(code)}.`)));
  failed.catch(() => undefined);
  const ready = await Promise.race([nextMessage(child), failed]);
  return {
    pid: child.pid ?? 0,
    port: 'port' in ready ? Number(ready.port) : 0,
    async ask(task, options = {}) {
      child.send({ task, ...options });
      const answer = await Promise.race([nextMessage(child), failed]);
      if ('error' in answer) throw new Error(String(answer.error));
      if (!('operations' in answer && 'seconds' in answer)) throw new Error(`${path} gave no lap.`);
      return answer as Lap;
    },
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function nextMessage(child: ChildProcess): Promise<object> {
  const [message]: unknown[] = await once(child, 'message');
  return typeof message === 'object' && message !== null ? message : {};
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
