import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The files of persons, of which a viewer is told only what reveals no hidden exchange. */
export class CaseFile1750000003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE read.case_file (
        case_id uuid PRIMARY KEY,
        revision int NOT NULL,
        position bigint NOT NULL,
        entries jsonb NOT NULL
      )`);
    await db.query(`
      CREATE FUNCTION read.case_file_for(viewer text, wanted uuid) RETURNS TABLE (
        case_id uuid, revision int, "position" bigint, entries jsonb
      )
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT f.case_id, f.revision, f.position, (
          SELECT coalesce(jsonb_agg(entry ORDER BY (entry ->> 'revision')::int), '[]')
          FROM jsonb_array_elements(f.entries) AS entry
          WHERE NOT EXISTS (
            SELECT FROM jsonb_array_elements_text(entry -> 'exchanges') AS exchange
            WHERE read.hides_exchange(viewer, exchange::uuid, (entry ->> 'position')::bigint)
          )
        )
        FROM read.case_file f WHERE f.case_id = wanted
      $$`);
    await db.query('REVOKE EXECUTE ON FUNCTION read.case_file_for(text, uuid) FROM PUBLIC');
    await db.query('GRANT EXECUTE ON FUNCTION read.case_file_for(text, uuid) TO homeward_api');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION read.case_file_for(text, uuid)');
    await db.query('DROP TABLE read.case_file');
  }
}
