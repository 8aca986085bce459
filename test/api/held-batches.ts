import type pg from 'pg';

/** Any number; nobody else takes this lock. */
const LOCK = 4_711;
const WAITING = "FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted";

/** The batches of cases that are read from a database, counted, and held up at will. */
export class HeldBatches {
  private constructor(readonly database: pg.Client) {}

  static async of(database: pg.Client): Promise<HeldBatches> {
    await database.query(`
      ALTER FUNCTION read.case_files_for(text, uuid, int) RENAME TO case_files_at_once;
      CREATE SEQUENCE public.batches;
      CREATE FUNCTION read.case_files_for(viewer text, after uuid, most int) RETURNS TABLE (case_id uuid, entries jsonb)
      LANGUAGE plpgsql AS $$ BEGIN
        PERFORM nextval('public.batches');
        IF after IS NOT NULL THEN PERFORM pg_advisory_xact_lock_shared(${LOCK}); END IF;
        RETURN QUERY SELECT * FROM read.case_files_at_once(viewer, after, most);
      END $$`);
    return new HeldBatches(database);
  }

  async count(): Promise<number> {
    const { rows } = await this.database.query<{ n: string }>('SELECT last_value AS n FROM public.batches');
    return Number(rows[0]?.n);
  }

  /** Until it is called off, no batch but the first is made. */
  async hold(): Promise<() => Promise<unknown>> {
    await this.database.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return () => this.database.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }

  /** Whether one is held up now. */
  async waits(): Promise<boolean> {
    return (await this.database.query(`SELECT ${WAITING}`, [LOCK])).rowCount === 1;
  }

  /** Ends the connection of the one that is held up. */
  async cutOff(): Promise<void> {
    await this.database.query(`SELECT pg_terminate_backend(pid) ${WAITING}`, [LOCK]);
  }
}
