import type { ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { openDataFolder, ROLE, type DataFolder } from './data-folder.js';
import { ensureDatabase } from './ensure-database.js';
import { clearEarlierServer, STARTER_MARK } from './earlier-server.js';
import { findPrograms } from './programs.js';
import { spawnAs } from './run-as.js';
import { portTaken, sentenceFor } from './troubles.js';

export interface PostgresOptions {
  /** Made on the first start; the password lies beside it in `<dataDir>.password`. */
  dataDir: string;
  /** On 127.0.0.1; 0 takes a free one. */
  port: number;
  /** For tests in a temporary folder only: nothing is synced to disk, so data outlives a killed process but not a power cut. */
  fast?: boolean;
}

export interface RunningPostgres {
  /** Of the database `homeward`, as superuser of the cluster. */
  url: string;
  port: number;
  /** Settles with the exit code (null after a signal) when the server ends, asked to or not. */
  exited: Promise<number | null>;
  /** Fast shutdown: breaks off connections, writes everything, waits for the end. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of our own on loopback and answers once the database `homeward` accepts connections. A server left behind by a
 * killed Homeward on the same folder is stopped first. Fails with a sentence for the operator.
 */
export async function startPostgres({
  dataDir,
  port: wanted,
  fast = false,
}: PostgresOptions): Promise<RunningPostgres> {
  const folder = await openDataFolder(dataDir, fast);
  await clearEarlierServer(folder.path);
  const port = await freePort(wanted);
  const child = await launch(folder, port, fast);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGINT');
    await exited;
  };
  const url = `postgres://${ROLE}:${folder.password}@127.0.0.1:${port}/homeward`;
  try {
    await ensureDatabase(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, port, exited, stop };
}

/** Processes of a killed server may need a moment to notice it, so a folder that they still hold is tried again. */
async function launch(folder: DataFolder, port: number, fast: boolean): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launchOnce(folder, port, fast);
    } catch (error) {
      if (attempt === 50 || !(error instanceof Error && error.message.includes('pre-existing shared memory')))
        throw error;
      await delay(200);
    }
  }
}

async function launchOnce({ path, account }: DataFolder, port: number, fast: boolean): Promise<ChildProcess> {
  const { postgres } = await findPrograms();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  // Statements and their details may name persons: they stay out of the log.
  settings.push('log_min_error_statement=panic', 'log_error_verbosity=terse', STARTER_MARK + process.pid);
  if (fast) settings.push('fsync=off', 'full_page_writes=off');
  const flags = ['-D', path, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  // Ctrl-C in a terminal must reach Homeward alone, which stops PostgreSQL last; in tests it may end both.
  const child = await spawnAs(account, postgres, flags, {
    detached: !fast,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let words = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-4_000);
      if (words.includes('ready to accept connections')) resolve(child);
    });
    child.once('error', (error) => reject(sentenceFor(error.message, path, account)));
    child.once('close', () => reject(sentenceFor(words, path, account)));
  });
}

function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(wanted) : error),
    );
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
