import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agreements and the figures stated of them. All of it was stated in public, and nothing of it is embargoed. */
export class Agreement1750000012100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE read.agreement (
        agreement_id uuid PRIMARY KEY,
        revision int NOT NULL,
        position bigint NOT NULL,
        reached_at text,
        title text,
        place text,
        categories jsonb NOT NULL,
        remains jsonb NOT NULL,
        basis jsonb NOT NULL,
        figures jsonb NOT NULL
      )`);
    await db.query(`
      CREATE VIEW read.report_agreement AS
      SELECT agreement_id, reached_at, title, place, categories, remains, figures FROM read.agreement`);
    await db.query('GRANT SELECT ON read.agreement TO homeward_api');
    await db.query('GRANT SELECT ON read.report_agreement TO homeward_reporter');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW read.report_agreement');
    await db.query('DROP TABLE read.agreement');
  }
}
