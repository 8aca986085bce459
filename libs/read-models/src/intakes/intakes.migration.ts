import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was taken in by lists. Counts of lines can tell of what somebody may not know, so they are told to the one alone who posted the
 * lines; a line is told to whoever may see what it led to, in a case that is open to them.
 */
export class Intakes1750000013000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE read.intake (
        intake_id uuid PRIMARY KEY,
        revision int NOT NULL,
        position bigint NOT NULL,
        list text NOT NULL,
        occurred_at text NOT NULL,
        opened_by uuid NOT NULL,
        basis jsonb NOT NULL,
        closure text,
        postings jsonb NOT NULL
      )`);
    await db.query(`
      CREATE TABLE read.intake_line (
        case_id uuid NOT NULL,
        revision int NOT NULL,
        position bigint NOT NULL,
        intake_id uuid NOT NULL,
        ref text NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (case_id, revision)
      )`);
    await db.query('CREATE INDEX intake_line_in_order ON read.intake_line (intake_id, position)');
    for (const [signature, types, columns, query] of FUNCTIONS) {
      await db.query(`
        CREATE FUNCTION read.${signature} RETURNS TABLE (${columns})
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ ${query} $$`);
      await db.query(`REVOKE EXECUTE ON FUNCTION read.${types} FROM PUBLIC`);
      await db.query(`GRANT EXECUTE ON FUNCTION read.${types} TO homeward_api`);
    }
  }

  down(): Promise<void> {
    throw new Error('The schema read is not taken back: it is dropped, migrated and rebuilt from the log.');
  }
}

const FUNCTIONS = [
  [
    'intake_for(viewer text, wanted uuid)',
    'intake_for(text, uuid)',
    `intake_id uuid, revision int, list text, occurred_at text, opened_by uuid, basis jsonb, closure text, postings jsonb`,
    `SELECT i.intake_id, CASE WHEN mine THEN i.revision END, i.list, i.occurred_at, i.opened_by, i.basis, i.closure,
            CASE WHEN mine THEN i.postings END
     FROM read.intake i, LATERAL (SELECT i.opened_by::text = viewer) AS of (mine)
     WHERE i.intake_id = wanted`,
  ],
  [
    'intake_lines_for(viewer text, office uuid, sees_all boolean, wanted uuid, after bigint, most int)',
    'intake_lines_for(text, uuid, boolean, uuid, bigint, int)',
    'ref text, case_id uuid, recorded_at timestamptz, "position" bigint',
    `SELECT l.ref, l.case_id, l.recorded_at, l.position FROM read.intake_line l
     WHERE l.intake_id = wanted AND l.position > after
       AND read.case_open_to(viewer, office, sees_all, l.case_id)
       AND read.shows_entry(viewer, l.case_id, l.revision)
     ORDER BY l.position LIMIT most`,
  ],
] as const;
