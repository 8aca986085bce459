import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The figures of one exchange or agreement, found without a look at all others: read.exchange_figures_for asked of every exchange
 * whether it is hidden, and who was handed over under an agreement was sought among all who ever were. The form without `wanted` stays:
 * an api of the version before asks for it while the software is being replaced.
 */
export class FiguresOfOne1750000018200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(FIGURES_FOR);
    await db.query('REVOKE EXECUTE ON FUNCTION read.exchange_figures_for(text, uuid) FROM PUBLIC');
    await db.query('GRANT EXECUTE ON FUNCTION read.exchange_figures_for(text, uuid) TO homeward_api');
    await db.query('CREATE INDEX exchange_manifest_agreement ON read.exchange_manifest (agreement)');
    await db.query(
      'CREATE INDEX exchange_figures_agreements ON read.exchange_figures USING gin (agreements)',
    );
    await db.query('CREATE INDEX agreement_figures ON read.agreement USING gin (figures jsonb_path_ops)');
  }

  down(): Promise<void> {
    throw new Error('The schema read is not taken back: it is dropped, migrated and rebuilt from the log.');
  }
}

/** Figures are null where they are withheld, with revision and position, which each part of a manifest moves. */
const FIGURES_FOR = `
  CREATE FUNCTION read.exchange_figures_for(viewer text, wanted uuid) RETURNS TABLE (
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
    WHERE f.exchange_id = wanted
  $$`;
