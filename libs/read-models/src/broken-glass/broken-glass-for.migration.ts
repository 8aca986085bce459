import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a viewer may know of broken glass. Of a case that was opened because of an embargoed exchange, even that its glass was broken tells
 * that there is such a case.
 */
export class BrokenGlassFor1750000016000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [signature, types, query] of FUNCTIONS) {
      await db.query(`
        CREATE FUNCTION read.${signature} RETURNS TABLE (
          glass uuid, case_id uuid, staff uuid, role text, broken_at timestamptz, until timestamptz, reason text
        )
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ ${query} $$`);
      await db.query(`REVOKE EXECUTE ON FUNCTION read.${types} FROM PUBLIC`);
      await db.query(`GRANT EXECUTE ON FUNCTION read.${types} TO homeward_api`);
    }
    await db.query('REVOKE SELECT ON read.broken_glass FROM homeward_api');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('GRANT SELECT ON read.broken_glass TO homeward_api');
    for (const [, types] of FUNCTIONS) await db.query(`DROP FUNCTION read.${types}`);
  }
}

/** The opening as well as what was done last with the glass. */
const seen = (name: string): string =>
  `read.shows_entry(viewer, ${name}.case_id, 0) AND read.shows_entry(viewer, ${name}.case_id, ${name}.revision)`;

const GLASS = `
  SELECT b.glass, b.case_id, b.staff, b.role, b.broken_at, b.until, b.reason FROM read.broken_glass b`;

const FUNCTIONS = [
  [
    'broken_glass_for(viewer text, wanted uuid[])',
    'broken_glass_for(text, uuid[])',
    `${GLASS} WHERE b.glass = ANY (wanted) AND ${seen('b')} ORDER BY b.glass`,
  ],
  [
    'unreviewed_glass_for(viewer text, after uuid, most int)',
    'unreviewed_glass_for(text, uuid, int)',
    `${GLASS}
     WHERE b.finding IS NULL AND (after IS NULL OR (b.broken_at, b.glass) > (
       SELECT a.broken_at, a.glass FROM read.broken_glass a WHERE a.glass = after AND ${seen('a')}
     )) AND ${seen('b')}
     ORDER BY b.broken_at, b.glass LIMIT most`,
  ],
] as const;
