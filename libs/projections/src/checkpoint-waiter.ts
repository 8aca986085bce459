import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { CHECKPOINT_CHANNEL } from './checkpoints.js';

interface Waiting {
  readonly projection: string;
  readonly position: bigint;
  readonly resolve: (passed: boolean) => void;
}

const PAUSE_MS = 250;

/** Lets a read wait, without polling, until a projection has passed a position. One connection for a whole process. */
export class CheckpointWaiter {
  readonly #positions = new Map<string, bigint>();
  readonly #waiting = new Set<Waiting>();
  readonly #closing = new AbortController();
  #client: pg.Client | null = null;

  private constructor(private readonly url: string) {}

  /** Connects and listens; a lost connection is made again, and then every checkpoint read anew. */
  static async connect(url: string): Promise<CheckpointWaiter> {
    const waiter = new CheckpointWaiter(url);
    await waiter.#listen();
    return waiter;
  }

  /** True as soon as the projection has passed the position; false after `timeoutMs`, or when it is closed. */
  passed(projection: string, position: bigint, timeoutMs: number): Promise<boolean> {
    if (this.#hasPassed(projection, position)) return Promise.resolve(true);
    if (this.#closing.signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const waiting = { projection, position, resolve: (passed: boolean) => settle(passed) };
      const timeout = setTimeout(() => settle(false), timeoutMs);
      const settle = (passed: boolean): void => {
        clearTimeout(timeout);
        this.#waiting.delete(waiting);
        resolve(passed);
      };
      this.#waiting.add(waiting);
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    for (const { resolve } of this.#waiting) resolve(false);
    await this.#client?.end();
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      keepAlive: true,
      application_name: 'homeward-checkpoints',
    });
    client.on('error', () => undefined);
    client.on('notification', ({ payload = '' }) => {
      const notice = noticeIn(payload);
      if (notice !== null) this.#note(notice);
    });
    await client.connect();
    const notices = await checkpoints(client).catch(async (error: unknown) => {
      await client.end();
      throw error;
    });
    this.#client = client;
    client.once('end', () => void this.#listenAgain());
    if (this.#closing.signal.aborted) return client.end();
    for (const notice of notices) this.#note(notice);
  }

  async #listenAgain(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      await delay(PAUSE_MS, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      if (this.#closing.signal.aborted) return;
      const listens = await this.#listen().then(
        () => true,
        () => false,
      );
      if (listens) return;
    }
  }

  #note({ projection, position }: Notice): void {
    if (position === null) this.#positions.delete(projection);
    else this.#positions.set(projection, BigInt(position));
    for (const waiting of this.#waiting)
      if (this.#hasPassed(waiting.projection, waiting.position)) waiting.resolve(true);
  }

  #hasPassed(projection: string, position: bigint): boolean {
    return (this.#positions.get(projection) ?? -1n) >= position;
  }
}

/** A null position: the projection begins anew. */
interface Notice {
  readonly projection: string;
  readonly position: string | null;
}

/** Listens first, so that no move between the two is missed. */
async function checkpoints(client: pg.Client): Promise<Notice[]> {
  await client.query(`LISTEN ${CHECKPOINT_CHANNEL}`);
  const { rows } = await client.query<Notice>(
    'SELECT projection, position FROM read.checkpoint WHERE partition = 0 ORDER BY projection LIMIT 1000',
  );
  return rows;
}

/** Anyone with a login may send notices: what is none of ours is passed over. */
function noticeIn(payload: string): Notice | null {
  const [, projection, position] =
    /^\{"projection" : "([\w-]+)", "position" : (?:"(\d+)"|null)\}$/.exec(payload) ?? [];
  return projection === undefined ? null : { projection, position: position ?? null };
}
