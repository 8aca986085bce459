import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase, migratedDatabase } from '#test/support/postgres.js';
import { countingMigrations } from '../testing/counting.js';
import { until } from '../testing/live.js';
import { Leases } from './leases.js';
import { sessionOf } from './lease-table.js';
import { endingWhenSilent } from './session.js';

const LENGTH_MS = 2_000;

describe('Leases of projections', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let db: pg.Client;
  let opened: Leases[];
  const stopping = new AbortController();
  beforeEach(async () => {
    opened = [];
    database = await migratedDatabase(countingMigrations);
    db = new pg.Client({ connectionString: database.url });
    await db.connect();
  });
  afterEach(async () => {
    for (const leases of opened) await leases.close();
    await db.end();
    await database.drop();
  });

  const open = async (projections: readonly string[], lengthMs = LENGTH_MS) => {
    const { signal } = stopping;
    const wanted = { url: database.url, holder: randomUUID(), projections, signal, endedBy: [] };
    const leases = await Leases.open(wanted, lengthMs);
    opened.push(leases);
    return Object.assign(leases, { holder: wanted.holder });
  };
  const held = ({ turn }: Leases) => [...turn.held].toSorted();
  /** As of a process that took it, and then fell silent. */
  const silent = async (projection: string, until: string) => {
    const holder = randomUUID();
    const session = new pg.Client({ connectionString: database.url, application_name: sessionOf(holder) });
    await session.connect();
    await db.query(
      `INSERT INTO read.lease VALUES ($1, 0, $2, clock_timestamp() + $3::interval)
       ON CONFLICT (projection, partition) DO UPDATE SET holder = excluded.holder, until = excluded.until`,
      [projection, holder, until],
    );
    return session;
  };

  it('are held by one process each, which others take over as soon as it gives them back', async () => {
    const first = await open(['a', 'b']);
    // It would look again only after a quarter of this.
    const second = await open(['b', 'c'], 400_000);
    expect([held(first), held(second)]).toEqual([['a', 'b'], ['c']]);
    const { over } = second.turn;
    await first.close();
    expect((await db.query('SELECT FROM read.lease WHERE holder = $1', [first.holder])).rows).toEqual([]);
    await until(() => over.aborted);
    expect(held(second)).toEqual(['b', 'c']);
  });

  it('go to another while their session is gone, whatever is left of them', async () => {
    const died = await silent('a', '1 hour');
    const other = await open(['a']);
    expect(held(other)).toEqual([]);
    await died.end();
    await until(() => held(other).length === 1);
  });

  it('go to another when they end and were not renewed, though the session lives', async () => {
    const frozen = await silent('a', '1.5 seconds');
    try {
      const other = await open(['a']);
      expect(held(other)).toEqual([]);
      await until(() => held(other).length === 1);
      const { rows } = await db.query('SELECT holder FROM read.lease');
      expect(rows).toEqual([{ holder: other.holder }]);
    } finally {
      await frozen.end();
    }
  });

  it('that another took are not worked on any more', async () => {
    const first = await open(['a', 'b']);
    const { over } = first.turn;
    const thief = await silent('a', '1 hour');
    try {
      await until(() => over.aborted);
      expect(held(first)).toEqual(['b']);
    } finally {
      await thief.end();
    }
  });

  it('that cannot be renewed are given up in time, without waiting for an answer', async () => {
    const first = await open(['a']);
    const { over } = first.turn;
    await db.query('BEGIN');
    await db.query('LOCK TABLE read.lease IN EXCLUSIVE MODE');
    await until(() => over.aborted);
    await db.query('ROLLBACK');
    expect(() => first.turn).toThrow('could not be renewed in time');
  });

  it('stand in no table that a rebuild might swap', async () => {
    await expect(db.query("SELECT read.make_side_tables('{lease}', '{}')")).rejects.toThrow(
      'read.lease is no table of a projection',
    );
    await expect(db.query("SELECT read.make_side_tables('{counted}', '{}')")).resolves.toBeDefined();
  });

  it('are lost with the connection', async () => {
    const first = await open(['a']);
    const { over } = first.turn;
    await db.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
      sessionOf(first.holder),
    ]);
    await until(() => over.aborted);
    expect(() => first.turn).toThrow('was lost');
    expect(held(await open(['a']))).toEqual(['a']);
  });
});

describe('A session of the projector', () => {
  it('is ended by PostgreSQL when its process falls silent within a transaction', async () => {
    const { url, drop } = await freshDatabase();
    const address = endingWhenSilent(`${url}?application_name=a&options=-c%20work_mem%3D77kB`);
    const session = new pg.Client({ connectionString: address });
    await session.connect();
    const { rows } = await session.query(
      `SELECT name, setting FROM pg_settings
       WHERE name IN ('application_name', 'work_mem', 'idle_in_transaction_session_timeout', 'tcp_user_timeout') ORDER BY name`,
    );
    await session.end();
    await drop();
    expect(rows.map(({ name, setting }) => `${name} ${setting}`)).toEqual([
      'application_name a',
      'idle_in_transaction_session_timeout 10000',
      'tcp_user_timeout 10000',
      'work_mem 77',
    ]);
  });
});
