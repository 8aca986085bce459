import { fork, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startPostgres, type RunningPostgres } from '#libs/embedded/src/postgres/start-postgres.js';

/** One of Homeward's processes: a test may let it die and start it again. */
export interface Part {
  /** Resolves when it is ready; with a crash point (`name:nth`) also when it died there first. */
  start(crashAt?: string): Promise<void>;
  /** SIGKILL. Resolves once it is gone. */
  kill(): Promise<void>;
  /** Settles with the signal when the process ends, however that comes. */
  readonly ended: Promise<string | null>;
}

/** A built app from dist/, with its own settings and nothing of this process's environment but the path. */
export class BuiltApp implements Part {
  ended: Promise<string | null> = Promise.resolve(null);
  /** The end of what it has said so far, in all its lives. */
  lastWords = '';
  #child: ChildProcess | null = null;

  constructor(
    readonly name: string,
    readonly folder: string,
    readonly environment: Readonly<Record<string, string>>,
    readonly args: readonly string[] = [],
  ) {}

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async start(crashAt?: string): Promise<void> {
    const faults = crashAt === undefined ? {} : { HOMEWARD_FAULTS: '1', HOMEWARD_CRASH_AT: crashAt };
    const env = { PATH: process.env['PATH'], ...this.environment, ...faults };
    const child = fork(`dist/apps/${this.name}/src/main.js`, this.args, { env, execArgv: [], silent: true });
    const log = createWriteStream(join(this.folder, `${this.name}.log`), { flags: 'a' });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => {
        this.lastWords = `${this.lastWords}${text.toString()}`.slice(-4_000);
        log.write(text);
      });
    this.#child = child;
    this.ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    const ready = new Promise<'ready'>((resolve) => child.once('message', () => resolve('ready')));
    const first = await Promise.race([ready, this.ended]);
    const isFine = first === 'ready' || (crashAt !== undefined && first === 'SIGKILL');
    if (!isFine) throw new Error(`${this.name} ended (${first}) before it was ready:\n${this.lastWords}`);
  }

  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.ended;
  }
}

/** A PostgreSQL from npm in this folder; `url` holds from the first start on. */
export class Postgres implements Part {
  #running: RunningPostgres | null = null;

  constructor(readonly dataDir: string) {}

  get url(): string {
    return this.#started.url;
  }

  get ended(): Promise<string | null> {
    return this.#started.exited.then(() => null);
  }

  async start(): Promise<void> {
    const port = this.#running?.port ?? 0;
    this.#running = await startPostgres({ dataDir: this.dataDir, port, fast: true });
  }

  async kill(): Promise<void> {
    const [pid] = (await readFile(join(this.dataDir, 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await this.ended;
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
  }

  get #started(): RunningPostgres {
    if (this.#running === null) throw new Error('PostgreSQL was never started.');
    return this.#running;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
