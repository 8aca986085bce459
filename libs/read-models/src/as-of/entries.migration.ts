import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every entry of agreements, exchanges and receptions with the instant from which it was known, so that they can be asked as of a day, and
 * as known at an instant. What was stated in public everybody may read; of an exchange a viewer is told by a function.
 */
export class Entries1750000020000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const thing of ['agreement', 'exchange', 'reception'])
      await db.query(`
        CREATE TABLE read.${thing}_entry (
          ${thing}_id uuid NOT NULL,
          revision int NOT NULL,
          position bigint NOT NULL,
          known_from timestamptz NOT NULL,
          event jsonb NOT NULL,
          PRIMARY KEY (${thing}_id, revision)
        )`);
    await db.query('GRANT SELECT ON read.agreement_entry, read.reception_entry TO homeward_api');
    await db.query(ENTRIES_FOR);
    await db.query('REVOKE EXECUTE ON FUNCTION read.exchange_entries_for(text, uuid) FROM PUBLIC');
    await db.query('GRANT EXECUTE ON FUNCTION read.exchange_entries_for(text, uuid) TO homeward_api');
  }

  down(): Promise<void> {
    throw new Error('The schema read is not taken back: it is dropped, migrated and rebuilt from the log.');
  }
}

/**
 * `told`: whether the viewer may know the figures now, whatever was so at the time asked for. Whoever may not is left with what
 * read.exchange_figures_for tells them too: the plan, that there is an embargo, and the completion. A later embargo changes the list of
 * those who need to know, and nothing else. Entries are counted among those that are told.
 */
const ENTRIES_FOR = `
  CREATE FUNCTION read.exchange_entries_for(viewer text, wanted uuid) RETURNS TABLE (told boolean, entries jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.told, (
      SELECT jsonb_agg(jsonb_build_object('revision', place, 'knownFrom', known_from, 'event', event) ORDER BY place)
      FROM (
        SELECT row_number() OVER (ORDER BY e.revision) - 1 AS place, e.known_from, e.event
        FROM read.exchange_entry e
        WHERE e.exchange_id = wanted AND (
          h.told
          OR e.event ->> 'type' IN ('ExchangePlanned', 'ExchangeCompleted')
          OR e.event ->> 'type' = 'EmbargoPlaced' AND NOT EXISTS (
            SELECT FROM read.exchange_entry earlier
            WHERE earlier.exchange_id = wanted AND earlier.revision < e.revision AND earlier.event ->> 'type' = 'EmbargoPlaced'
          )
        )
      ) AS shown
    )
    FROM read.exchange_figures f
    CROSS JOIN LATERAL (SELECT NOT read.hides_exchange(viewer, f.exchange_id, f.position) AS told) AS h
    WHERE f.exchange_id = wanted
  $$`;
