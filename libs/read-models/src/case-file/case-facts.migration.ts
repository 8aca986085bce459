import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The facts of each case as a viewer may know them, for lists and figures. A row of an earlier version has none until the rebuild is
 * done, and is in no list. Days are texts, because an uncertain date reaches years that a date of PostgreSQL does not.
 */
export class CaseFacts1750000012000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE read.case_file ADD COLUMN revealed jsonb NOT NULL DEFAULT '{}', ADD COLUMN facts jsonb NOT NULL DEFAULT '[]'`);
    await db.query('CREATE INDEX case_file_facts ON read.case_file USING gin (facts jsonb_path_ops)');
    await db.query(factsFunction('case_facts_for(viewer text)', ''));
    await db.query(
      factsFunction('case_facts_of(viewer text, wanted uuid[])', 'WHERE f.case_id = ANY (wanted)'),
    );
    await db.query(
      factsFunction(
        'case_facts_like(viewer text, wanted jsonb)',
        "WHERE f.facts @> jsonb_build_array(wanted) AND v.facts - 'without' @> wanted",
      ),
    );
    for (const name of SIGNATURES) {
      await db.query(`REVOKE EXECUTE ON FUNCTION read.${name} FROM PUBLIC`);
      await db.query(`GRANT EXECUTE ON FUNCTION read.${name} TO homeward_api`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of SIGNATURES) await db.query(`DROP FUNCTION read.${name}`);
    await db.query('DROP INDEX read.case_file_facts');
    await db.query('ALTER TABLE read.case_file DROP COLUMN revealed, DROP COLUMN facts');
  }
}

const SIGNATURES = ['case_facts_for(text)', 'case_facts_of(text, uuid[])', 'case_facts_like(text, jsonb)'];

/**
 * Of a row `f` of read.case_file the variant that leaves out the hidden exchanges, and as few others as there is one for; none if there
 * is none. `isHidden` says it of `exchange`, spoken of at the position `at`.
 */
export const variantSeen = (isHidden: string): string => `
  SELECT each AS facts FROM jsonb_array_elements(f.facts) AS each
  WHERE each -> 'without' @> (
    SELECT coalesce(jsonb_agg(exchange), '[]') FROM jsonb_each_text(f.revealed) AS r (exchange, at) WHERE ${isHidden}
  )
  ORDER BY jsonb_array_length(each -> 'without') LIMIT 1`;

const factsFunction = (signature: string, where: string): string => `
  CREATE FUNCTION read.${signature} RETURNS TABLE (
    case_id uuid, opened_for text, casework text, search text, captivity text, whereabouts text, fate text, remains text, sex text,
    rank text, rank_group text, born text, born_earliest text, born_latest text, missing_since text, captive_since text,
    returned_on text, listings jsonb
  )
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT f.case_id, v.facts ->> 'openedFor', v.facts ->> 'casework', v.facts ->> 'search', v.facts ->> 'captivity',
           v.facts ->> 'whereabouts', v.facts ->> 'fate', v.facts ->> 'remains', v.facts ->> 'sex', v.facts ->> 'rank',
           v.facts ->> 'rankGroup', v.facts #>> '{born,date}', v.facts #>> '{born,earliest}', v.facts #>> '{born,latest}',
           v.facts ->> 'missingSince', v.facts ->> 'captiveSince', v.facts ->> 'returnedOn', v.facts -> 'listings'
    FROM read.case_file f
    CROSS JOIN LATERAL (${variantSeen('read.hides_exchange(viewer, exchange::uuid, at::bigint)')}) AS v
    ${where}
  $$`;
