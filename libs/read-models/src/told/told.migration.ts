import type { MigrationInterface, QueryRunner } from 'typeorm';
import { variantSeen } from '../case-file/case-facts.migration.js';

/**
 * What reports are told beside the figures: how many are waited for, as whoever may know of no embargoed exchange would count them; and
 * up to which event of the log. The event is named by its id: its position, and when it was recorded, would count what is embargoed.
 */
export class Told1750000012300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(WAITING);
    await db.query(LOG);
    await db.query('GRANT SELECT ON read.report_waiting, read.report_log TO homeward_reporter');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW read.report_waiting, read.report_log');
  }
}

const WAITING = `
  CREATE VIEW read.report_waiting AS
  SELECT v.facts ->> 'openedFor' AS opened_for, v.facts ->> 'captivity' AS captivity,
         least((v.facts ->> 'missingSince') COLLATE "C", (v.facts ->> 'captiveSince') COLLATE "C") AS since, count(*)::int AS people
  FROM read.case_file f
  CROSS JOIN LATERAL (${variantSeen(`
    NOT EXISTS (
      SELECT FROM read.embargo e
      WHERE e.exchange_id = r.exchange::uuid AND e.known_up_to >= r.at::bigint AND NOT e.in_force
    )`)}) AS v
  WHERE v.facts ->> 'search' <> 'closed'
  GROUP BY 1, 2, 3`;

const LOG = `
  CREATE VIEW read.report_log AS
  SELECT projection, event_id, stopped IS NOT NULL AS stopped FROM read.checkpoint WHERE partition = 0`;
