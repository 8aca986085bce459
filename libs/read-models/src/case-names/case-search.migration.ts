import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOfTrgm } from './case-names.migration.js';

/**
 * What searches may see. Every function is told the viewer and finds nothing by what that viewer may not know: no case that is not open to
 * them, no name that they may not see, no fact of a hidden exchange.
 */
export class CaseSearch1750000012500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const trgm = await schemaOfTrgm(db);
    await db.query(SHOWS_ENTRY);
    await db.query(named(trgm));
    await db.query("CREATE INDEX case_access_staff ON read.case_access USING gin ((assignment -> 'staff'))");
    await db.query(
      "CREATE INDEX case_access_offices ON read.case_access USING gin ((assignment -> 'offices'))",
    );
    await db.query('CREATE INDEX case_access_glass ON read.case_access USING gin (glass jsonb_path_ops)');
    await db.query(LISTED);
    await db.query(NAMES_OF);
    await db.query(CHANGES_OF);
    await db.query('REVOKE EXECUTE ON FUNCTION read.shows_entry(text, uuid, int) FROM PUBLIC');
    for (const signature of SIGNATURES) {
      await db.query(`REVOKE EXECUTE ON FUNCTION read.${signature} FROM PUBLIC`);
      await db.query(`GRANT EXECUTE ON FUNCTION read.${signature} TO homeward_api`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const signature of SIGNATURES) await db.query(`DROP FUNCTION read.${signature}`);
    await db.query('DROP FUNCTION read.shows_entry(text, uuid, int)');
    for (const index of ['staff', 'offices', 'glass']) await db.query(`DROP INDEX read.case_access_${index}`);
  }
}

const SIGNATURES = [
  'cases_named(text, uuid, boolean, text[], text[], text, text[], daterange, jsonb, int)',
  'cases_listed(text, uuid, boolean, daterange, jsonb, uuid, int)',
  'case_names_of(text, uuid[])',
  'case_name_changes_of(text, uuid[])',
];

/** Whether the viewer may see what stands in the file of a case at a revision. */
const SHOWS_ENTRY = `
  CREATE FUNCTION read.shows_entry(viewer text, of_case uuid, at_revision int) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
      SELECT FROM read.case_file f, jsonb_array_elements(f.entries) AS entry
      WHERE f.case_id = of_case AND (entry ->> 'revision')::int = at_revision AND NOT EXISTS (
        SELECT FROM jsonb_array_elements_text(entry -> 'exchanges') AS exchange
        WHERE read.hides_exchange(viewer, exchange::uuid, (entry ->> 'position')::bigint)
      )
    )
  $$`;

export const seen = (name: string): string =>
  `(NOT ${name}.is_guarded OR read.shows_entry($1, ${name}.case_id, ${name}.revision))`;

/**
 * The cases that are open to somebody who does not see all, as \`read.case_opened_by\` has it, which is asked itself where a glass was broken:
 * a search meets too many rows to ask it of each.
 */
export const OPEN = `
  SELECT a.case_id FROM read.case_access a
  WHERE a.assignment -> 'staff' ? $1
    OR a.assignment ->> 'sensitivity' = 'ordinary' AND a.assignment -> 'offices' ? $2::text
    OR a.glass @> jsonb_build_array(jsonb_build_object('staff', $1)) AND read.case_open_to($1, $2, $3, a.case_id)`;

/**
 * Whose very opening reveals a hidden exchange is not there; most cases reveal none, which is told at once. A value and no EXISTS,
 * which PostgreSQL might answer by reading all files at once.
 */
export const isThere = (row: string): string => `(
  (SELECT t.revealed = '{}' FROM read.case_file t WHERE t.case_id = ${row}.case_id)
  OR EXISTS (SELECT FROM read.case_facts_of($1, ARRAY[${row}.case_id])))`;

export const bornOn = (name: string, days: string): string =>
  `daterange(${name}.born_from, ${name}.born_to, '[]') && ${days} AND ${seen(name)}`;

/** The facts that lists ask for, put together as they are asked. */
export const FACTS = `
  jsonb_build_object('openedFor', f.opened_for, 'casework', f.casework, 'search', f.search, 'captivity', f.captivity,
    'whereabouts', f.whereabouts, 'fate', f.fate, 'remains', f.remains, 'sex', f.sex, 'rank', f.rank,
    'rankGroup', f.rank_group, 'listings', f.listings)`;

/**
 * The cases with a name or a number under one of the keys (\`sought\`), or one that sounds like \`sound\`, those first that share
 * the most keys: so many at most. They are then compared one by one. EXECUTE, so that the plan is made for what is asked.
 */
const named = (trgm: string): string => `
  CREATE FUNCTION read.cases_named(
    viewer text, office uuid, sees_all boolean, keys text[], sought text[], sound text, numbers text[], born daterange,
    facts jsonb, most int
  ) RETURNS TABLE (case_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, ${trgm}, pg_temp SET pg_trgm.word_similarity_threshold = 0.5 AS $$
  BEGIN
    RETURN QUERY EXECUTE $query$
      WITH found AS MATERIALIZED (
        SELECT n.case_id, max(
          (SELECT count(*) FROM jsonb_array_elements_text(n.keys) AS key WHERE key = ANY ($4))
          + word_similarity($6, n.sound)) AS likeness
        FROM read.case_name n
        WHERE (n.keys ?| $5 OR $6 <> '' AND $6 <% n.sound)
          AND ${seen('n')} AND ($3 OR n.case_id IN (${OPEN}))
        GROUP BY n.case_id
      ), fitting AS MATERIALIZED (
        SELECT o.case_id, o.likeness FROM found o
        WHERE ${isThere('o')} AND ($7 IS NULL OR EXISTS (
            SELECT FROM read.case_name m WHERE m.case_id = o.case_id AND m.keys ?| $7 AND ${seen('m')}))
          AND ($8 IS NULL OR EXISTS (
            SELECT FROM read.case_name b WHERE b.case_id = o.case_id AND ${bornOn('b', '$8')}))
      )
      SELECT p.case_id FROM fitting p
      WHERE $9 IS NULL OR p.case_id IN (
        SELECT f.case_id FROM read.case_facts_of($1, (SELECT array_agg(q.case_id) FROM fitting q)) f WHERE ${FACTS} @> $9)
      ORDER BY p.likeness DESC, p.case_id LIMIT $10
    $query$ USING viewer, office, sees_all, keys, sought, sound, numbers, born, facts, most;
  END $$`;

/**
 * The cases of which such facts hold, or that may be of somebody born then, in the order of their ids. It begins with the cases of the
 * viewer, so that not even the time that it takes tells of others.
 */
const LISTED = `
  CREATE FUNCTION read.cases_listed(
    viewer text, office uuid, sees_all boolean, born daterange, facts jsonb, beyond uuid, most int
  ) RETURNS TABLE (case_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    query text := 'SELECT c.case_id FROM ';
  BEGIN
    IF facts IS NULL THEN
      query := query || $q$(SELECT DISTINCT n.case_id FROM read.case_name n WHERE ${bornOn('n', '$4')}) c WHERE ${isThere('c')}$q$;
    ELSE
      query := query || $q$read.case_file c WHERE c.facts @> jsonb_build_array($5) AND EXISTS (
        SELECT FROM read.case_facts_of($1, ARRAY[c.case_id]) f WHERE ${FACTS} @> $5)$q$;
      IF born IS NOT NULL THEN
        query := query || $q$ AND EXISTS (
          SELECT FROM read.case_name n WHERE n.case_id = c.case_id AND ${bornOn('n', '$4')})$q$;
      END IF;
    END IF;
    IF NOT sees_all THEN
      query := query || $q$ AND c.case_id IN (${OPEN})$q$;
    END IF;
    RETURN QUERY EXECUTE query || $q$
      AND ($6 IS NULL OR c.case_id > $6) ORDER BY c.case_id LIMIT $7$q$
    USING viewer, office, sees_all, born, facts, beyond, most;
  END $$`;

const NAMES_OF = `
  CREATE FUNCTION read.case_names_of(viewer text, wanted uuid[]) RETURNS TABLE (
    case_id uuid, revision int, spelling text, surname text, given_names text, patronymic text, service_number text, born text
  )
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT n.case_id, n.revision, n.spelling, n.surname, n.given_names, n.patronymic, n.service_number, n.born
    FROM read.case_name n WHERE n.case_id = ANY ($2) AND ${seen('n')}
    ORDER BY n.case_id, n.revision, n.spelling
  $$`;

/** The statements of who somebody is, and all corrections and withdrawals, as the case has them. */
const CHANGES_OF = `
  CREATE FUNCTION read.case_name_changes_of(viewer text, wanted uuid[]) RETURNS TABLE (
    case_id uuid, revision int, event jsonb
  )
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT f.case_id, (entry ->> 'revision')::int, entry -> 'event'
    FROM read.case_file f, jsonb_array_elements(f.entries) AS entry
    WHERE f.case_id = ANY (wanted)
      AND entry #>> '{event,type}' IN ('IdentityRecorded', 'StatementCorrected', 'StatementWithdrawn')
      AND NOT EXISTS (
        SELECT FROM jsonb_array_elements_text(entry -> 'exchanges') AS exchange
        WHERE read.hides_exchange(viewer, exchange::uuid, (entry ->> 'position')::bigint)
      )
    ORDER BY 1, 2
  $$`;
