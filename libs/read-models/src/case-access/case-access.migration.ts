import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * To whom cases are open, as libs/access decides it of a case's own stream. `case_opened_by` says by what: the
 * role, the assignment, or the broken glass of that id; null if the case is not open to the viewer.
 */
export class CaseAccess1750000010000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE read.case_access (
        case_id uuid PRIMARY KEY,
        revision int NOT NULL,
        position bigint NOT NULL,
        opened_for text,
        assignment jsonb,
        glass jsonb NOT NULL
      )`);
    await db.query(`
      CREATE FUNCTION read.case_opened_by(viewer text, office uuid, sees_all boolean, wanted uuid) RETURNS text
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT CASE
          WHEN sees_all THEN 'role'
          WHEN a.assignment -> 'staff' ? viewer THEN 'assignment'
          WHEN a.assignment ->> 'sensitivity' = 'ordinary' AND a.assignment -> 'offices' ? office::text THEN 'assignment'
          ELSE (
            SELECT g ->> 'glass' FROM jsonb_array_elements(a.glass) AS g
            WHERE g ->> 'staff' = viewer AND (g ->> 'until')::timestamptz > clock_timestamp()
              AND g #>> '{review,finding}' IS DISTINCT FROM 'not-justified'
            ORDER BY g ->> 'until' DESC LIMIT 1
          )
        END
        FROM read.case_access a WHERE a.case_id = wanted
      $$`);
    await db.query(`
      CREATE FUNCTION read.case_open_to(viewer text, office uuid, sees_all boolean, wanted uuid) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT read.case_opened_by(viewer, office, sees_all, wanted) IS NOT NULL
      $$`);
    for (const name of ['case_opened_by', 'case_open_to']) {
      const signature = `read.${name}(text, uuid, boolean, uuid)`;
      await db.query(`REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC`);
      await db.query(`GRANT EXECUTE ON FUNCTION ${signature} TO homeward_api`);
    }
    await db.query('GRANT SELECT ON read.case_access TO homeward_api');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION read.case_open_to(text, uuid, boolean, uuid)');
    await db.query('DROP FUNCTION read.case_opened_by(text, uuid, boolean, uuid)');
    await db.query('DROP TABLE read.case_access');
  }
}
