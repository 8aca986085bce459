import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The figures of exchanges, the embargo, and what each viewer and the reports are told. */
export class ExchangeFigures1750000002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLE);
    await db.query(EMBARGO);
    await db.query(HIDES);
    await db.query(FIGURES_FOR);
    await db.query(REPORT);
    await db.query('REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA read FROM PUBLIC');
    await db.query('GRANT EXECUTE ON FUNCTION read.exchange_figures_for(text) TO homeward_api');
    await db.query('GRANT SELECT ON read.report_exchange_figures TO homeward_reporter');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW read.report_exchange_figures');
    await db.query('DROP FUNCTION read.exchange_figures_for(text)');
    await db.query('DROP FUNCTION read.hides_exchange(text, uuid, bigint)');
    await db.query('DROP VIEW read.embargo');
    await db.query('DROP TABLE read.exchange_figures');
  }
}

/** An ordinal is whatever whole number JSON can carry: one that fits no int would stop the projection for good. */
const TABLE = `
  CREATE TABLE read.exchange_figures (
    exchange_id uuid PRIMARY KEY,
    revision int NOT NULL,
    position bigint NOT NULL,
    planned_for text,
    agreements jsonb NOT NULL,
    ordinal double precision,
    completed boolean NOT NULL,
    embargo text NOT NULL,
    need_to_know jsonb NOT NULL,
    handed_over jsonb NOT NULL
  )`;

/** An exchange counts as embargoed, too, while the projection that would know better stands still. */
const EMBARGO = `
  CREATE VIEW read.embargo AS
  SELECT e.exchange_id, e.need_to_know, c.position AS known_up_to,
         e.embargo NOT IN ('never-placed', 'lifted') OR c.stopped IS NOT NULL AS in_force
  FROM read.exchange_figures e
  JOIN read.checkpoint c ON c.projection = 'exchanges' AND c.partition = 0`;

/**
 * What was recorded at a position of an exchange is hidden unless it is known that it need not be: so it is while the exchange is not
 * known, or not known up to that position.
 */
const HIDES = `
  CREATE FUNCTION read.hides_exchange(viewer text, exchange uuid, at bigint) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT EXISTS (
      SELECT FROM read.embargo e
      WHERE e.exchange_id = exchange AND e.known_up_to >= at AND (NOT e.in_force OR e.need_to_know ? viewer)
    )
  $$`;

/** Figures are null where they are withheld, with revision and position, which each part of a manifest moves. */
const FIGURES_FOR = `
  CREATE FUNCTION read.exchange_figures_for(viewer text) RETURNS TABLE (
    exchange_id uuid, revision int, "position" bigint, planned_for text, agreements jsonb, ordinal double precision,
    completed boolean, embargo text, handed_over jsonb
  )
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT f.exchange_id,
           CASE WHEN told THEN f.revision END, CASE WHEN told THEN f.position END,
           f.planned_for, f.agreements, f.ordinal, f.completed, f.embargo,
           CASE WHEN told THEN f.handed_over END
    FROM read.exchange_figures f
    CROSS JOIN LATERAL (SELECT NOT read.hides_exchange(viewer, f.exchange_id, f.position) AS told) AS h
  $$`;

const REPORT = `
  CREATE VIEW read.report_exchange_figures AS
  SELECT f.exchange_id, f.planned_for, f.agreements, f.ordinal, f.completed, f.embargo,
         CASE WHEN NOT e.in_force THEN f.handed_over END AS handed_over
  FROM read.exchange_figures f JOIN read.embargo e USING (exchange_id)`;
