import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bornOn, FACTS, isThere, OPEN } from './case-search.migration.js';

/**
 * A list asks what a viewer may know of the cases up to the end of its page, in order, and no longer of all that follow. They are put in order in
 * a query of their own (OFFSET 0), which PostgreSQL plans for the few that the page needs as long as nothing around it orders or joins.
 */
export class CasesListedInOrder1750000019300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(LISTED);
  }

  down(): Promise<void> {
    throw new Error('The schema read is not taken back: it is dropped, migrated and rebuilt from the log.');
  }
}

const LISTED = `
  CREATE OR REPLACE FUNCTION read.cases_listed(
    viewer text, office uuid, sees_all boolean, born daterange, facts jsonb, beyond uuid, most int
  ) RETURNS TABLE (case_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    query text := 'SELECT c.case_id FROM ';
    fits text;
  BEGIN
    IF facts IS NULL THEN
      query := query || $q$(SELECT DISTINCT n.case_id FROM read.case_name n WHERE ${bornOn('n', '$4')}) c WHERE true$q$;
      fits := $q$${isThere('o')}$q$;
    ELSE
      query := query || 'read.case_file c WHERE c.facts @> jsonb_build_array($5)';
      IF born IS NOT NULL THEN
        query := query || $q$ AND EXISTS (
          SELECT FROM read.case_name n WHERE n.case_id = c.case_id AND ${bornOn('n', '$4')})$q$;
      END IF;
      fits := $q$EXISTS (SELECT FROM read.case_facts_of($1, ARRAY[o.case_id]) f WHERE ${FACTS} @> $5)$q$;
    END IF;
    IF NOT sees_all THEN
      query := query || $q$ AND c.case_id IN (${OPEN})$q$;
    END IF;
    RETURN QUERY EXECUTE 'SELECT o.case_id FROM (' || query || $q$
      AND ($6 IS NULL OR c.case_id > $6) ORDER BY c.case_id OFFSET 0) o WHERE $q$ || fits || ' LIMIT $7'
    USING viewer, office, sees_all, born, facts, beyond, most;
  END $$`;
