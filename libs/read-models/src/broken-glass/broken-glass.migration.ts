import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every breaking of the glass, and those that await their review in order of time. */
export class BrokenGlass1750000010100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE read.broken_glass (
        glass uuid PRIMARY KEY,
        case_id uuid NOT NULL,
        revision int NOT NULL,
        position bigint NOT NULL,
        staff uuid NOT NULL,
        role text NOT NULL,
        broken_at timestamptz NOT NULL,
        until timestamptz NOT NULL,
        reason text,
        reviewer uuid,
        finding text
      )`);
    await db.query(
      'CREATE INDEX broken_glass_to_review ON read.broken_glass (broken_at, glass) WHERE finding IS NULL',
    );
    await db.query('GRANT SELECT ON read.broken_glass TO homeward_api');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE read.broken_glass');
  }
}
