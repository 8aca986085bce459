import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadStartPostgres } from './load-start-postgres.js';

/**
 * One PostgreSQL cluster for a whole run of Jest, started when the first spec asks for it: the workers ask over a loopback
 * port, this process owns the cluster, so it outlives every worker.
 */
export default async function setUp() {
  let cluster;
  const server = createServer(async (socket) => {
    socket.on('error', () => {});
    try {
      cluster ??= startCluster();
      socket.end(JSON.stringify({ url: (await cluster).postgres.url }));
    } catch (error) {
      socket.end(JSON.stringify({ error: String(error) }));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.TEST_POSTGRES_PORT = String(server.address().port);
  globalThis.stopTestPostgres = async () => {
    server.close();
    const started = await cluster?.catch(() => undefined);
    await started?.postgres.stop();
    if (started) await rm(started.folder, { recursive: true });
  };
}

async function startCluster() {
  const startPostgres = await loadStartPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'homeward-postgres-'));
  await chmod(folder, 0o711);
  return { folder, postgres: await startPostgres({ dataDir: join(folder, 'data'), port: 0, fast: true }) };
}
