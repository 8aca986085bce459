import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A page of lines asks whether they may be seen of the lines up to its end, in order, and no longer of all that follow: a list of thousands
 * has many pages. OFFSET 0 keeps PostgreSQL from asking before it orders.
 */
export class IntakeLinesInOrder1750000018300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION read.intake_lines_for(
        viewer text, office uuid, sees_all boolean, wanted uuid, after bigint, most int
      ) RETURNS TABLE (ref text, case_id uuid, recorded_at timestamptz, "position" bigint)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT l.ref, l.case_id, l.recorded_at, l.position FROM (
          SELECT * FROM read.intake_line
          WHERE intake_id = wanted AND position > after ORDER BY position OFFSET 0
        ) AS l
        WHERE read.case_open_to(viewer, office, sees_all, l.case_id)
          AND read.shows_entry(viewer, l.case_id, l.revision)
        ORDER BY l.position LIMIT most
      $$`);
  }

  down(): Promise<void> {
    throw new Error('The schema read is not taken back: it is dropped, migrated and rebuilt from the log.');
  }
}
