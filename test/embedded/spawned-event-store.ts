import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The built program. */
export const mainProgram = fileURLToPath(new URL('../../dist/apps/event-store/src/main.js', import.meta.url));

/** An event store in a process of its own, so that it can be killed. */
export interface SpawnedEventStore {
  readonly connectionString: string;
  /** Ends the process with a signal and waits for its end. */
  end(signal: NodeJS.Signals): Promise<Exit>;
  /** How the process ended, once it has. */
  readonly ended: Promise<Exit>;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Runs the built program (`npm run build` first) on a data folder and any free port. */
export async function spawnEventStore(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<SpawnedEventStore> {
  const child = forkMain(['--data', dataDir, '--port', '0'], env);
  child.stdout?.resume();
  child.stderr?.pipe(process.stderr);
  const ended = exitOf(child);
  const message: unknown = await Promise.race([
    once(child, 'message').then(([first]: unknown[]) => first),
    ended.then(({ code }) =>
      Promise.reject(new Error(`The event store ended with ${code} before it was ready.`)),
    ),
  ]);
  if (typeof message !== 'object' || message === null || !('port' in message))
    throw new Error('It sent no port.');
  return {
    connectionString: `esdb://127.0.0.1:${String(message.port)}?tls=false`,
    ended,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** An event store whose disk fails. */
export interface FailingEventStore extends SpawnedEventStore {
  /** Waits until it has said this on standard error. */
  toSay(sentence: RegExp): Promise<void>;
}

/** Runs the built program with some of its system calls failing, as strace's `inject` says. */
export async function spawnWithFailingCalls(dataDir: string, inject: string): Promise<FailingEventStore> {
  const strace = ['-D', '-f', '-qq', '-o', '/dev/null', '-e', `inject=${inject}`, '-e', 'signal=none'];
  const calls = inject.slice(0, inject.indexOf(':'));
  const program = [process.execPath, mainProgram, '--data', dataDir, '--port', '0'];
  const child = spawn('strace', [...strace, '-e', `trace=${calls}`, ...program]);
  return served(child);
}

/** Waits for the line that tells where a started program listens. */
export async function served(child: ChildProcess): Promise<FailingEventStore> {
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const ended = exitOf(child);
  if (child.stdout === null) throw new Error('Its standard output is not a pipe.');
  const ready = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]: unknown[]) => String(line)),
    ended.then(() => Promise.reject(new Error(`It ended before it was ready: ${said}`))),
  ]);
  return {
    connectionString: ready.replace('event store ready on ', ''),
    ended,
    end(signal) {
      child.kill(signal);
      return ended;
    },
    async toSay(sentence) {
      while (!sentence.test(said)) await new Promise(setImmediate);
    },
  };
}

/** Starts an event store and kills it so many milliseconds later, ready or not. */
export async function killWhileStarting(dataDir: string, milliseconds: number): Promise<void> {
  const child = forkMain(['--data', dataDir, '--port', '0'], {});
  const ended = exitOf(child);
  setTimeout(() => child.kill('SIGKILL'), milliseconds);
  await ended;
}

/** Runs the built program to its end and gives what it said; under a limit of the shell's, if one is given. */
export async function runEventStore(
  args: string[],
  limit = '',
): Promise<{ code: number | null; said: string }> {
  const child = limit === '' ? forkMain(args, {}) : spawnLimited(args, limit);
  let said = '';
  child.stdout?.resume();
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const { code } = await exitOf(child);
  return { code, said };
}

/** Runs the built program under a limit such as `ulimit -f 1000`: a write beyond it fails, as on a full disk. */
export function spawnLimited(args: string[], limit: string): ChildProcess {
  const command = `${limit}; trap "" XFSZ; exec "$0" "$@"`;
  return spawn('bash', ['-c', command, process.execPath, mainProgram, ...args]);
}

function forkMain(args: string[], env: Record<string, string>): ChildProcess {
  if (!existsSync(mainProgram)) throw new Error(`${mainProgram} is missing: run npm run build first.`);
  return fork(mainProgram, args, {
    execArgv: [],
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

async function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
}
