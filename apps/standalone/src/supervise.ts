import { fork, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export interface ChildSpec {
  readonly name: string;
  /** The built entry of the child. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
}

export interface Supervised {
  /** What the child said when it was ready for the first time. */
  readonly ready: unknown;
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** A child that lived this long starts its back-off anew. */
const STEADY_MS = 30_000;
const STOP_WITHIN_MS = 10_000;
const SAY_EVERY_MS = 15_000;

/**
 * Starts a child process and keeps it running: when it dies it is started again after a pause that doubles, and `say`
 * tells so. Rejects with the child's last words if it ends before it is ready, by itself or because of `stopped`.
 */
export async function supervise(
  spec: ChildSpec,
  say: (line: string) => void,
  stopped: Promise<void>,
): Promise<Supervised> {
  let child = start(spec);
  let stopping = false;
  const ready = await firstReady(spec, child, say, stopped);
  const watch = async (): Promise<void> => {
    let wait = FIRST_PAUSE_MS;
    while (!stopping) {
      const began = performance.now();
      const code = await child.ended;
      if (stopping) return;
      if (performance.now() - began > STEADY_MS) wait = FIRST_PAUSE_MS;
      say(`${spec.name} ended (${code}); started again in ${wait} ms. Its log: ${spec.logFile}`);
      await pause(wait);
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      if (stopping) return;
      child = start(spec);
      await child.ready.then(
        () => say(`${spec.name} is running again`),
        () => undefined,
      );
    }
  };
  const watched = watch();
  return {
    ready,
    async stop() {
      stopping = true;
      child.process.kill('SIGTERM');
      const late = setTimeout(() => child.process.kill('SIGKILL'), STOP_WITHIN_MS);
      await Promise.race([child.ended, watched]);
      await child.ended;
      clearTimeout(late);
    },
  };
}

/** One that takes long names its log, and can be given up: what a child waits for may never come. */
async function firstReady(
  { name, logFile }: ChildSpec,
  child: ReturnType<typeof start>,
  say: (line: string) => void,
  stopped: Promise<void>,
): Promise<unknown> {
  let waiting = true;
  void stopped.then(() => waiting && child.process.kill('SIGTERM'));
  const late = setInterval(() => say(`${name} is not ready yet. Its log: ${logFile}`), SAY_EVERY_MS);
  try {
    return await child.ready;
  } finally {
    waiting = false;
    clearInterval(late);
  }
}

function start({ entry, args = [], environment, logFile, name }: ChildSpec) {
  // In a process group of its own: Ctrl-C reaches the parent alone, which stops its children in order.
  const process_ = fork(entry, args, {
    env: { ...inherited(), ...environment },
    silent: true,
    detached: true,
  });
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  let lastWords = '';
  process_.stdout?.pipe(log);
  process_.stderr?.on('data', (text: Buffer) => {
    lastWords = `${lastWords}${text.toString()}`.slice(-2_000);
    log.write(text);
  });
  const ended = endOf(process_);
  const ready = new Promise<unknown>((resolve, reject) => {
    process_.once('message', resolve);
    void ended.then((code) =>
      reject(new Error(lastWords.trim() || `${name} ended (${code}) before it was ready`)),
    );
  });
  ready.catch(() => undefined);
  return { process: process_, ended, ready };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
  });
}

/** A child gets its own settings, and of the parent's environment only what a process needs to run at all. */
function inherited(): Record<string, string> {
  const names = [
    'PATH',
    'HOME',
    'TMPDIR',
    'TZ',
    'LANG',
    'LOG_LEVEL',
    'HOMEWARD_FAULTS',
    'HOMEWARD_CRASH_AT',
    'SystemRoot',
  ];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name] as string]])),
  );
}
