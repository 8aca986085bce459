import pg from 'pg';
import { PROJECTOR_CHANNEL } from '#libs/records/src/operator-requests.js';

/** Any number; the same for every projector of a database. */
const LOCK = 7_180_254_911;

export interface ProjectorLock {
  /** Aborts when the connection that holds the lock is lost, and with it the lock. */
  readonly lost: AbortSignal;
  /** Aborts when there is reason to look at the checkpoints again: a retry, a skip, or swapped tables. */
  readonly asked: AbortSignal;
  release(): Promise<void>;
}

/**
 * Waits until no other projector holds this database, and holds it until released; a process that dies lets go of it at
 * once. Rejects when the connection fails or the signal aborts.
 */
export async function takeProjectorLock(
  url: string,
  signal: AbortSignal,
  onStandby: () => void,
): Promise<ProjectorLock> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    application_name: 'homeward-projector-lock',
  });
  const lost = new AbortController();
  const asked = new AbortController();
  client.on('notification', ({ payload }) => {
    if (['retry', 'skip', 'swapped'].includes(payload ?? '')) asked.abort();
  });
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  const leave = (): void => void client.end().catch(() => undefined);
  // A client that is ended while it connects never says so.
  let stopWaiting = (): void => undefined;
  const aborted = new Promise<void>((resolve) => (stopWaiting = resolve));
  const abort = (): void => {
    stopWaiting();
    leave();
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    await Promise.race([client.connect(), aborted]);
    signal.throwIfAborted();
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      LOCK,
    ]);
    if (rows[0]?.taken !== true) {
      onStandby();
      await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    }
    await client.query(`LISTEN ${PROJECTOR_CHANNEL}`);
  } catch (error) {
    leave();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
  return { lost: lost.signal, asked: asked.signal, release: () => client.end() };
}
