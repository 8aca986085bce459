import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The histories of cases; a viewer is told the events whose entries in the file the same viewer may see. */
export class CaseHistory1750000004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE read.case_history (
        case_id uuid NOT NULL,
        revision int NOT NULL,
        position bigint NOT NULL,
        type text NOT NULL,
        occurred_at text,
        recorded_at timestamptz NOT NULL,
        known_from timestamptz NOT NULL,
        actor_id text NOT NULL,
        actor_role text NOT NULL,
        basis jsonb NOT NULL,
        sentence text NOT NULL,
        PRIMARY KEY (case_id, revision)
      )`);
    await db.query(`
      CREATE FUNCTION read.case_history_for(viewer text, wanted uuid) RETURNS SETOF read.case_history
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT h.* FROM read.case_history h
        WHERE h.case_id = wanted AND h.revision IN (
          SELECT (entry ->> 'revision')::int
          FROM read.case_file_for(viewer, wanted) f, jsonb_array_elements(f.entries) AS entry
        )
      $$`);
    await db.query('REVOKE EXECUTE ON FUNCTION read.case_history_for(text, uuid) FROM PUBLIC');
    await db.query('GRANT EXECUTE ON FUNCTION read.case_history_for(text, uuid) TO homeward_api');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION read.case_history_for(text, uuid)');
    await db.query('DROP TABLE read.case_history');
  }
}
