import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Nothing is told of a case but what may be seen of it: not even how much else there is. What can be derived from the file's entries,
 * counted anew for each viewer, is no longer stored beside them.
 */
export class ShownCase1750000009000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const name of ['case_history_for', 'case_file_for'])
      await db.query(`DROP FUNCTION read.${name}(text, uuid)`);
    await db.query(`
      ALTER TABLE read.case_history
      DROP COLUMN occurred_at, DROP COLUMN known_from, DROP COLUMN basis, DROP COLUMN sentence`);
    for (const [signature, columns, query] of FUNCTIONS) {
      await db.query(`
        CREATE FUNCTION read.${signature} RETURNS TABLE (${columns})
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ ${query} $$`);
      await db.query(`REVOKE EXECUTE ON FUNCTION read.${signature} FROM PUBLIC`);
      await db.query(`GRANT EXECUTE ON FUNCTION read.${signature} TO homeward_api`);
    }
  }

  down(): Promise<void> {
    throw new Error('The schema read is not taken back: it is dropped, migrated and rebuilt from the log.');
  }
}

/** The entries of a row `f` of read.case_file that the viewer may see. */
export const SEEN = `
  SELECT entry FROM jsonb_array_elements(f.entries) AS entry
  WHERE NOT EXISTS (
    SELECT FROM jsonb_array_elements_text(entry -> 'exchanges') AS exchange
    WHERE read.hides_exchange(viewer, exchange::uuid, (entry ->> 'position')::bigint)
  )`;

const FUNCTIONS = [
  [
    'case_file_for(viewer text, wanted uuid)',
    'entries jsonb',
    `SELECT (SELECT jsonb_agg(entry ORDER BY (entry ->> 'revision')::int) FROM (${SEEN}) AS seen)
     FROM read.case_file f WHERE f.case_id = wanted`,
  ],
  [
    'case_history_for(viewer text, wanted uuid)',
    'revision int, recorded_at timestamptz, actor_id text, actor_role text',
    `SELECT h.revision, h.recorded_at, h.actor_id, h.actor_role
     FROM read.case_file f
     CROSS JOIN LATERAL (${SEEN}) AS seen
     JOIN read.case_history h ON h.case_id = f.case_id AND h.revision = (seen.entry ->> 'revision')::int
     WHERE f.case_id = wanted`,
  ],
  [
    'case_revisions_for(viewer text, wanted uuid[])',
    'case_id uuid, revisions int[]',
    `SELECT f.case_id, (
       SELECT array_agg((entry ->> 'revision')::int ORDER BY (entry ->> 'revision')::int) FROM (${SEEN}) AS seen
     )
     FROM read.case_file f WHERE f.case_id = ANY (wanted)`,
  ],
] as const;
