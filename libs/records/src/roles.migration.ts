import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the operator grants to the login users of each program. */
export const ROLES = ['homeward_api', 'homeward_projector', 'homeward_reporter', 'homeward_auditor'] as const;

/**
 * The group roles, and what they may do in the schemas `read` and `records`; each table adds its own grants. Roles belong to the whole
 * cluster, so another database may have made them before.
 */
export class Roles1750000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const role of ROLES)
      await db.query(`
        DO $$ BEGIN
          CREATE ROLE ${role} NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$`);
    await db.query('CREATE SCHEMA IF NOT EXISTS read');
    await db.query('CREATE SCHEMA IF NOT EXISTS records');
    await db.query(`GRANT USAGE ON SCHEMA read TO ${ROLES.join(', ')}`);
    await db.query('GRANT USAGE ON SCHEMA records TO homeward_api, homeward_projector, homeward_auditor');
    await db.query(`
      ALTER DEFAULT PRIVILEGES IN SCHEMA read
      GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES TO homeward_projector`);
    await db.query('ALTER DEFAULT PRIVILEGES IN SCHEMA read GRANT SELECT ON TABLES TO homeward_auditor');
    await db.query('ALTER DEFAULT PRIVILEGES IN SCHEMA records GRANT SELECT ON TABLES TO homeward_auditor');
  }

  /** The roles stay: other databases of the cluster may use them. */
  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP SCHEMA read CASCADE');
  }
}
