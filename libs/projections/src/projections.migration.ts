import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each projection has come, and why it stopped if it did. */
export class Checkpoints1750000001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE read.checkpoint (
        projection text NOT NULL,
        partition int NOT NULL,
        version int NOT NULL,
        position bigint,
        event_id uuid,
        known_from timestamptz,
        stopped jsonb,
        PRIMARY KEY (projection, partition)
      )`);
    await db.query('GRANT SELECT ON read.checkpoint TO homeward_api, homeward_auditor');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE read.checkpoint');
  }
}
