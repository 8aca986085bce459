import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEEN } from './shown-case.migration.js';

const SIGNATURE = 'case_files_for(text, uuid, int)';

/** What a viewer may see of one case after another, in the order of their ids; null of a case of which it is nothing. */
export class Population1750000019000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION read.case_files_for(viewer text, after uuid, most int) RETURNS TABLE (case_id uuid, entries jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT f.case_id, (SELECT jsonb_agg(entry ORDER BY (entry ->> 'revision')::int) FROM (${SEEN}) AS seen)
        FROM read.case_file f
        WHERE f.case_id > coalesce(after, '00000000-0000-0000-0000-000000000000')
        ORDER BY f.case_id LIMIT most
      $$`);
    await db.query(`REVOKE EXECUTE ON FUNCTION read.${SIGNATURE} FROM PUBLIC`);
    await db.query(`GRANT EXECUTE ON FUNCTION read.${SIGNATURE} TO homeward_api`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP FUNCTION read.${SIGNATURE}`);
  }
}
