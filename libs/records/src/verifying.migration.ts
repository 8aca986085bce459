import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The auditor compares read models with the log in temporary tables, which end with the session: so nobody else can read or change
 * them, and a verification that is killed leaves nothing behind. Where the operator took that right from everybody, the auditor keeps it.
 */
export class Verifying1750000014000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ON_THIS_DATABASE('GRANT TEMPORARY ON DATABASE %I TO homeward_auditor'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(ON_THIS_DATABASE('REVOKE TEMPORARY ON DATABASE %I FROM homeward_auditor'));
  }
}

const ON_THIS_DATABASE = (statement: string): string =>
  `DO $$ BEGIN EXECUTE format('${statement}', current_database()); END $$`;
