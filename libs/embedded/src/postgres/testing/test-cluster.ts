import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres, type RunningPostgres } from '../start-postgres.js';

const LOADER = join(import.meta.dirname, '../../../../../test/support/load-start-postgres.js');

/** A data folder of its own, and what was started on it. */
export class TestCluster {
  dataDir = '';
  private started: RunningPostgres[] = [];
  private starters: ChildProcess[] = [];

  async open(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'homeward-postgres-'));
    await chmod(folder, 0o711);
    this.dataDir = join(folder, 'data');
  }

  async start(port = 0): Promise<RunningPostgres> {
    const postgres = await startPostgres({ dataDir: this.dataDir, port, fast: true });
    this.started.push(postgres);
    return postgres;
  }

  /** Starts PostgreSQL from another process, which a test may kill. */
  async startElsewhere(): Promise<ChildProcess> {
    const options = JSON.stringify({ dataDir: this.dataDir, port: 0, fast: true });
    const script = `import { loadStartPostgres } from ${JSON.stringify(LOADER)};
      await (await loadStartPostgres())(${options});
      console.log('ready');`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.starters.push(starter);
    const failed = once(starter, 'exit').then(() => Promise.reject(new Error('The starter ended.')));
    await Promise.race([once(starter.stdout, 'data'), failed]);
    failed.catch(() => {});
    return starter;
  }

  async serverPid(): Promise<number> {
    return Number.parseInt(await readFile(join(this.dataDir, 'postmaster.pid'), 'utf8'), 10);
  }

  async stopAll(): Promise<void> {
    for (const postgres of this.started.splice(0)) await postgres.stop();
    for (const starter of this.starters.splice(0)) {
      if (starter.kill('SIGKILL')) await once(starter, 'exit');
      // A start takes over from the server that the starter left behind.
      await (await this.start()).stop();
    }
    this.started = [];
  }

  async close(): Promise<void> {
    await this.stopAll();
    await rm(join(this.dataDir, '..'), { recursive: true });
  }
}

/** The first column of the first row. */
export async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text: statement, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}
