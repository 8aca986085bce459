import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres } from '#libs/embedded/src/postgres/start-postgres.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/** Starts PostgreSQL and starts it again, on the same port, whenever it ends unasked. */
export async function keepPostgres(
  dataDir: string,
  say: (line: string) => void,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  let postgres = await startPostgres({ dataDir, port: 0 });
  const { url, port } = postgres;
  const stopping = new AbortController();
  const watch = async (): Promise<void> => {
    for (let wait = FIRST_PAUSE_MS; ;) {
      await postgres.exited;
      if (stopping.signal.aborted) return;
      say(`postgres ended; started again in ${wait} ms`);
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        postgres = await startPostgres({ dataDir, port });
        say('postgres is running again');
        wait = FIRST_PAUSE_MS;
      } catch (error) {
        say(`postgres did not start: ${error instanceof Error ? error.message : String(error)}`);
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      }
      // Asked to stop while it started: the new one goes too.
      if (stopping.signal.aborted) await postgres.stop();
    }
  };
  const watched = watch();
  return {
    url,
    async stop() {
      stopping.abort();
      await postgres.stop();
      await watched;
    },
  };
}
