import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a reaction stands still, so that an operator can be told and can answer; what it asks for are operator requests. */
export class ReactionStops1750000015000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE records.reaction_stop (
        reaction text PRIMARY KEY,
        stopped jsonb NOT NULL
      )`);
    await db.query('GRANT SELECT, INSERT, UPDATE, DELETE ON records.reaction_stop TO homeward_projector');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE records.reaction_stop');
  }
}
