import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures of containers received, by speaker. They were stated in public, and nothing of them is embargoed. */
export class ReceptionFigures1750000005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE read.reception_figures (
        reception_id uuid PRIMARY KEY,
        revision int NOT NULL,
        position bigint NOT NULL,
        received_at text,
        direction text,
        agreement uuid,
        counts jsonb NOT NULL
      )`);
    await db.query(`
      CREATE VIEW read.report_reception_figures AS
      SELECT reception_id, received_at, direction, agreement, counts FROM read.reception_figures`);
    await db.query('GRANT SELECT ON read.reception_figures TO homeward_api');
    await db.query('GRANT SELECT ON read.report_reception_figures TO homeward_reporter');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW read.report_reception_figures');
    await db.query('DROP TABLE read.reception_figures');
  }
}
