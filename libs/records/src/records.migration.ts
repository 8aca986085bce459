import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is neither event nor read model: it is backed up, and never rebuilt. */
export class Records1750000000500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE records.access_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        who text NOT NULL,
        role text NOT NULL,
        route text NOT NULL,
        subjects jsonb NOT NULL,
        why text,
        outcome text NOT NULL
      )`);
    await db.query(`
      CREATE TABLE records.reaction_position (
        reaction text PRIMARY KEY,
        position bigint NOT NULL,
        event_id uuid NOT NULL,
        moved_at timestamptz NOT NULL DEFAULT clock_timestamp()
      )`);
    await db.query(
      'GRANT INSERT (who, role, route, subjects, why, outcome) ON records.access_log TO homeward_api, homeward_auditor',
    );
    await db.query('GRANT SELECT, INSERT, UPDATE, DELETE ON records.reaction_position TO homeward_projector');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE records.reaction_position');
    await db.query('DROP TABLE records.access_log');
  }
}
