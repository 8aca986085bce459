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
  let stopping = false;
  const watch = async (): Promise<void> => {
    let wait = FIRST_PAUSE_MS;
    for (;;) {
      await postgres.exited;
      if (stopping) return;
      say(`postgres ended; started again in ${wait} ms`);
      await pause(wait);
      if (stopping) return;
      try {
        postgres = await startPostgres({ dataDir, port });
        say('postgres is running again');
        wait = FIRST_PAUSE_MS;
      } catch (error) {
        say(`postgres did not start: ${error instanceof Error ? error.message : String(error)}`);
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      }
    }
  };
  void watch();
  return {
    url,
    async stop() {
      stopping = true;
      await postgres.stop();
    },
  };
}
