import type { MigrationInterface, QueryRunner } from 'typeorm';
import { variantSeen } from '../case-file/case-facts.migration.js';

/**
 * Who was handed over in each exchange, and the figures by rank group and sex, joined to the persons' files as of the day of the
 * handover, under the embargo of the exchange and of whatever else the files reveal.
 */
export class ExchangePeople1750000012200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLE);
    await db.query(RANK_GROUP_ON);
    await db.query(PEOPLE_FOR);
    await db.query(TOTAL_FOR);
    await db.query(REPORT_PEOPLE);
    await db.query(REPORT_TOTALS);
    for (const name of FUNCTIONS) await db.query(`REVOKE EXECUTE ON FUNCTION read.${name} FROM PUBLIC`);
    await db.query('GRANT EXECUTE ON FUNCTION read.exchange_people_for(text, uuid) TO homeward_api');
    await db.query('GRANT EXECUTE ON FUNCTION read.agreement_people_for(text, uuid) TO homeward_api');
    // It reads no table: what it says follows from what it is given.
    await db.query(
      'GRANT EXECUTE ON FUNCTION read.rank_group_on(jsonb, text) TO homeward_reporter, homeward_auditor',
    );
    await db.query(
      'GRANT SELECT ON read.report_exchange_people, read.report_agreement_people TO homeward_reporter',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW read.report_exchange_people, read.report_agreement_people');
    for (const name of FUNCTIONS.toReversed()) await db.query(`DROP FUNCTION read.${name}`);
    await db.query('DROP TABLE read.exchange_manifest');
  }
}

const FUNCTIONS = [
  'rank_group_on(jsonb, text)',
  'exchange_people_for(text, uuid)',
  'agreement_people_for(text, uuid)',
];

const TABLE = `
  CREATE TABLE read.exchange_manifest (
    exchange_id uuid NOT NULL,
    case_id uuid NOT NULL,
    revision int NOT NULL,
    position bigint NOT NULL,
    handed_over_on text,
    agreement uuid,
    category text,
    PRIMARY KEY (exchange_id, case_id)
  )`;

/**
 * The group of the rank held at the end of a day: of those surely held by then, the one since latest. Null where another group may have
 * been held later than that, by the dates alone: ranks of one day, or of overlapping spans, are never ordered by their record.
 */
const RANK_GROUP_ON = `
  CREATE FUNCTION read.rank_group_on(ranks jsonb, day text) RETURNS text
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH held AS (
      SELECT each ->> 'group' AS rank_group, coalesce(each ->> 'earliest', '') AS earliest,
             coalesce(each ->> 'latest', '~') AS latest
      FROM jsonb_array_elements(ranks) AS each
      WHERE coalesce(each ->> 'earliest', '') COLLATE "C" <= day
    )
    SELECT CASE WHEN count(DISTINCT rank_group) = 1 THEN min(rank_group) END FROM held
    WHERE latest COLLATE "C" >= (SELECT max(earliest COLLATE "C") FROM held WHERE latest COLLATE "C" <= day)
  $$`;

const PEOPLE = `
    SELECT m.exchange_id, m.agreement, m.category,
           read.rank_group_on(v.facts -> 'ranks', coalesce(m.handed_over_on, '9999-12-31')) AS rank_group,
           v.facts ->> 'sex' AS sex, count(*)::int AS people
    FROM read.exchange_manifest m`;

const PEOPLE_FOR = `
  CREATE FUNCTION read.exchange_people_for(viewer text, wanted uuid) RETURNS TABLE (
    exchange_id uuid, agreement uuid, category text, rank_group text, sex text, people int
  )
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    ${PEOPLE}
    JOIN read.exchange_figures e ON e.exchange_id = m.exchange_id AND NOT read.hides_exchange(viewer, wanted, e.position)
    LEFT JOIN read.case_file f ON f.case_id = m.case_id
    LEFT JOIN LATERAL (${variantSeen('read.hides_exchange(viewer, exchange::uuid, at::bigint)')}) AS v ON true
    WHERE m.exchange_id = wanted
    GROUP BY 1, 2, 3, 4, 5
  $$`;

/** How many were handed over under an agreement; null while the figures of any exchange planned under it are withheld. */
const TOTAL_FOR = `
  CREATE FUNCTION read.agreement_people_for(viewer text, wanted uuid) RETURNS int
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*)::int FROM read.exchange_manifest m
    WHERE m.agreement = wanted
    HAVING NOT EXISTS (
      SELECT FROM read.exchange_figures e
      WHERE e.agreements ? wanted::text AND read.hides_exchange(viewer, e.exchange_id, e.position)
    )
  $$`;

const TOLD_TO_ALL = `
      NOT EXISTS (
        SELECT FROM read.embargo e
        WHERE e.exchange_id = r.exchange::uuid AND e.known_up_to >= r.at::bigint AND NOT e.in_force
      )`;

const REPORT_PEOPLE = `
  CREATE VIEW read.report_exchange_people AS
    ${PEOPLE}
    JOIN read.embargo told ON told.exchange_id = m.exchange_id AND NOT told.in_force
    LEFT JOIN read.case_file f ON f.case_id = m.case_id
    LEFT JOIN LATERAL (${variantSeen(TOLD_TO_ALL)}) AS v ON true
    GROUP BY 1, 2, 3, 4, 5`;

const REPORT_TOTALS = `
  CREATE VIEW read.report_agreement_people AS
    SELECT a.agreement_id, CASE WHEN NOT EXISTS (
      SELECT FROM read.exchange_figures e JOIN read.embargo b USING (exchange_id)
      WHERE e.agreements ? a.agreement_id::text AND b.in_force
    ) THEN (SELECT count(*)::int FROM read.exchange_manifest m WHERE m.agreement = a.agreement_id) END AS people
    FROM read.agreement a`;
