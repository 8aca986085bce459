import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ServerProcess {
  readonly port: number;
  readonly connectionString: string;
  /** SIGKILL: nothing is flushed or closed. Resolves once the process is gone. */
  kill(): Promise<void>;
  /** Stops the process where it stands (SIGSTOP), and lets it go on (SIGCONT). */
  freeze(): void;
  thaw(): void;
}

/** An embedded event store in a process of its own, so that a test may kill it. */
export async function startServerProcess(dataDir: string, port: number): Promise<ServerProcess> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--import',
      here('register-typescript.js'),
      here('server-process.main.ts'),
      dataDir,
      String(port),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`The event store ended at its start with code ${String(code)}.`);
  });
  const said = once(createInterface(child.stdout), 'line');
  const [line] = (await Promise.race([said, died])) as [string];
  died.catch(() => undefined);
  return {
    ...(JSON.parse(line) as { port: number; connectionString: string }),
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
  };
}

export async function dataFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'homeward-events-'));
  return { path, remove: () => rm(path, { recursive: true }) };
}

function here(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
