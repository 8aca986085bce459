import pg from 'pg';
import { PROJECTOR_CHANNEL } from '#libs/records/src/operator-requests.js';
import { Notices } from '../rebuild/notices.js';
import { LEASE_CHANNEL, renew, resign, sessionOf, type Wanted } from './lease-table.js';
import { LEASE_MS } from './session.js';

export interface LeasesWanted extends Wanted {
  readonly url: string;
  readonly signal: AbortSignal;
  /** What ends a turn, too, when an operator or another projector tells it. */
  readonly endedBy: readonly string[];
}

/** What is so until `over` aborts: other leases are held, one of the notices came that were named, or no lease is sure any more. */
export interface Turn {
  readonly held: ReadonlySet<string>;
  readonly over: AbortSignal;
}

const NONE: ReadonlySet<string> = new Set();

/** The projections that this process may work on: it takes every lease that it can get, and renews them all in one statement. */
export class Leases {
  #turn = { held: NONE, over: new AbortController() };
  #failure: Error | null = null;
  #lapse: NodeJS.Timeout | undefined;
  readonly #notices = new Notices();
  readonly #closing = new AbortController();
  #keeping: Promise<void> = Promise.resolve();

  private constructor(
    private readonly client: pg.Client,
    private readonly wanted: LeasesWanted,
    private readonly lengthMs: number,
  ) {
    client.on('notification', ({ channel, payload }) => {
      if (channel === LEASE_CHANNEL) this.#notices.add(channel);
      else if (wanted.endedBy.includes(payload ?? '')) this.#begin(this.#turn.held);
    });
    for (const event of ['error', 'end'] as const)
      client.on(event, () => this.#fail('The connection that keeps the leases was lost.'));
  }

  /** With what could be had at once. Rejects when the connection fails or the signal aborts. */
  static async open(wanted: LeasesWanted, lengthMs = LEASE_MS): Promise<Leases> {
    const client = new pg.Client({
      connectionString: wanted.url,
      keepAlive: true,
      connectionTimeoutMillis: lengthMs,
      query_timeout: lengthMs,
    });
    const leases = new Leases(client, wanted, lengthMs);
    // A client that is ended while it connects never says so.
    let stopWaiting = (): void => undefined;
    const aborted = new Promise<void>((resolve) => (stopWaiting = resolve));
    wanted.signal.addEventListener('abort', stopWaiting, { once: true });
    try {
      wanted.signal.throwIfAborted();
      await Promise.race([client.connect(), aborted]);
      wanted.signal.throwIfAborted();
      // A name in the address of the database would take precedence over one that is set as it connects.
      await client.query("SELECT set_config('application_name', $1, false)", [sessionOf(wanted.holder)]);
      await client.query(`LISTEN ${PROJECTOR_CHANNEL}`);
      await client.query(`LISTEN ${LEASE_CHANNEL}`);
      await leases.#renew();
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    } finally {
      wanted.signal.removeEventListener('abort', stopWaiting);
    }
    leases.#keeping = leases.#keep();
    return leases;
  }

  /** Throws when the leases cannot be renewed any more. */
  get turn(): Turn {
    if (this.#failure !== null) throw this.#failure;
    return { held: this.#turn.held, over: this.#turn.over.signal };
  }

  /** Gives all leases back, so that others take them at once. Nothing may be worked on any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    if (this.#failure === null) await this.#keeping;
    clearTimeout(this.#lapse);
    if (this.#failure === null) await resign(this.client, this.wanted.holder).catch(() => undefined);
    await this.client.end().catch(() => undefined);
  }

  async #keep(): Promise<void> {
    const { signal } = this.#closing;
    try {
      while (!signal.aborted && this.#failure === null) {
        if (!this.#notices.any) await this.#notices.next(this.lengthMs / 4, signal);
        this.#notices.clear();
        if (!signal.aborted && this.#failure === null) await this.#renew();
      }
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : 'The leases could not be renewed.');
    }
  }

  async #renew(): Promise<void> {
    const asked = performance.now();
    const held = await renew(this.client, this.wanted, this.lengthMs);
    clearTimeout(this.#lapse);
    // Counted from before it was asked for, and with a tenth to spare: by then PostgreSQL has not yet given the leases to another.
    const left = asked + this.lengthMs * 0.9 - performance.now();
    const lapse = (): void => this.#fail('The leases could not be renewed in time.');
    if (left <= 0) return lapse();
    this.#lapse = setTimeout(lapse, left);
    if (!isSame(held, this.#turn.held)) this.#begin(held);
  }

  #begin(held: ReadonlySet<string>): void {
    const { over } = this.#turn;
    this.#turn = { held, over: new AbortController() };
    over.abort();
  }

  #fail(why: string): void {
    if (this.#failure !== null) return;
    this.#failure = new Error(why);
    this.#begin(NONE);
    this.#notices.add('failed');
  }
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}
