import type pg from 'pg';
import type { RebuildState } from '#libs/projections/src/rebuild/rebuild-status.js';

/** Any number; nobody else takes locks of this class. */
const HOLD = 8_150;

/** From now on a rebuild that is moved on waits for whoever holds it in the state that it is in: some states last for milliseconds. */
export async function makeHoldable(db: pg.Client): Promise<void> {
  await db.query(`
    CREATE FUNCTION public.wait_to_move_on() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM pg_advisory_xact_lock_shared(${HOLD}, hashtext(OLD.state));
      RETURN NEW;
    END $$;
    CREATE TRIGGER wait_to_move_on BEFORE UPDATE ON read.rebuild FOR EACH ROW EXECUTE FUNCTION public.wait_to_move_on()`);
}

/** No rebuild is moved on from this state until it is let go of, or the connection ends. */
export async function hold(db: pg.Client, state: RebuildState): Promise<void> {
  await db.query(`SELECT pg_advisory_lock(${HOLD}, hashtext($1))`, [state]);
}

/** Lets go of all that this connection holds. */
export async function letGo(db: pg.Client): Promise<void> {
  await db.query('SELECT pg_advisory_unlock_all()');
}
