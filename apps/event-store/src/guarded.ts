import { fork } from 'node:child_process';
import { once } from 'node:events';

const GUARDED = 'HOMEWARD_EVENT_STORE_GUARDED';

/**
 * Does `work` in a process of its own, which runs the same command. The storage library can crash on a damaged file,
 * and somebody must be left to say so.
 */
export async function guarded(work: () => Promise<void>): Promise<void> {
  if (process.env[GUARDED] === '1') return work();
  const [, program = '', ...args] = process.argv;
  const child = fork(program, args, { env: { ...process.env, [GUARDED]: '1' }, stdio: 'inherit' });
  const stop = (): void => void child.kill();
  process.once('SIGTERM', stop);
  process.once('exit', stop);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  process.exitCode = code ?? 1;
  if (signal === null || signal === 'SIGTERM' || signal === 'SIGINT') return;
  process.stderr.write(
    `The data are damaged in such a way that reading them ended this program (${signal}). ` +
      'Restore a backup into an empty folder.\n',
  );
}
