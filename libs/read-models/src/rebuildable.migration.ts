import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * So that a rebuilt table can take the place of the one that is read: no function is tied to a table's row type. And an exchange
 * counts as embargoed, too, when an event of it was skipped, which might have been its embargo.
 */
export class Rebuildable1750000008000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION read.case_history_for(text, uuid)');
    await db.query(HISTORY_FOR(COLUMNS));
    await db.query('REVOKE EXECUTE ON FUNCTION read.case_history_for(text, uuid) FROM PUBLIC');
    await db.query('GRANT EXECUTE ON FUNCTION read.case_history_for(text, uuid) TO homeward_api');
    await db.query(
      EMBARGO(
        "OR c.skipped @> jsonb_build_array(jsonb_build_object('stream', 'exchange-' || e.exchange_id))",
      ),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(EMBARGO(''));
    await db.query('DROP FUNCTION read.case_history_for(text, uuid)');
    await db.query(HISTORY_FOR('SETOF read.case_history'));
    await db.query('REVOKE EXECUTE ON FUNCTION read.case_history_for(text, uuid) FROM PUBLIC');
    await db.query('GRANT EXECUTE ON FUNCTION read.case_history_for(text, uuid) TO homeward_api');
  }
}

const COLUMNS = `TABLE (
  case_id uuid, revision int, "position" bigint, type text, occurred_at text, recorded_at timestamptz,
  known_from timestamptz, actor_id text, actor_role text, basis jsonb, sentence text
)`;

const HISTORY_FOR = (answer: string): string => `
  CREATE FUNCTION read.case_history_for(viewer text, wanted uuid) RETURNS ${answer}
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.case_id, h.revision, h.position, h.type, h.occurred_at, h.recorded_at, h.known_from, h.actor_id,
           h.actor_role, h.basis, h.sentence
    FROM read.case_history h
    WHERE h.case_id = wanted AND h.revision IN (
      SELECT (entry ->> 'revision')::int
      FROM read.case_file_for(viewer, wanted) f, jsonb_array_elements(f.entries) AS entry
    )
  $$`;

const EMBARGO = (skipped: string): string => `
  CREATE OR REPLACE VIEW read.embargo AS
  SELECT e.exchange_id, e.need_to_know, c.position AS known_up_to,
         e.embargo NOT IN ('never-placed', 'lifted') OR c.stopped IS NOT NULL ${skipped} AS in_force
  FROM read.exchange_figures e
  JOIN read.checkpoint c ON c.projection = 'exchanges' AND c.partition = 0`;
