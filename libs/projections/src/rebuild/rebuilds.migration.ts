import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FORGET, INDEX, MAKE, MAY_BE_REBUILT, SWAP } from './side-tables.sql.js';

const FUNCTIONS = [
  'make_side_tables(text[], text[])',
  'index_side_tables(text[])',
  'swap_side_tables(text[])',
  'forget_tables(text, text[])',
];

/**
 * Rebuilds: how far each has come, the schemas for tables that are being filled (`read_next`) or were replaced
 * (`read_old`), and the only ways for the projector, which may not make tables, to make, swap and drop them.
 */
export class Rebuilds1750000007000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE read.checkpoint ADD skipped jsonb NOT NULL DEFAULT '[]'");
    await db.query(REBUILD);
    await db.query('GRANT SELECT ON read.rebuild TO homeward_api, homeward_auditor');
    for (const schema of ['read_next', 'read_old']) {
      await db.query(`CREATE SCHEMA ${schema}`);
      await db.query(`GRANT USAGE ON SCHEMA ${schema} TO homeward_projector, homeward_auditor`);
    }
    for (const statement of [MAY_BE_REBUILT, MAKE, INDEX, SWAP, FORGET]) await db.query(statement);
    for (const name of [...FUNCTIONS, 'may_be_rebuilt(text)'])
      await db.query(`REVOKE EXECUTE ON FUNCTION read.${name} FROM PUBLIC`);
    for (const name of FUNCTIONS)
      await db.query(`GRANT EXECUTE ON FUNCTION read.${name} TO homeward_projector`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of [...FUNCTIONS, 'may_be_rebuilt(text)']) await db.query(`DROP FUNCTION read.${name}`);
    await db.query('DROP SCHEMA read_old CASCADE');
    await db.query('DROP SCHEMA read_next CASCADE');
    await db.query('DROP TABLE read.rebuild');
    await db.query('ALTER TABLE read.checkpoint DROP COLUMN skipped');
  }
}

const REBUILD = `
  CREATE TABLE read.rebuild (
    projection text PRIMARY KEY,
    version int NOT NULL,
    state text NOT NULL CHECK (state IN ('created', 'replaying', 'catching up', 'ready', 'live')),
    definition text NOT NULL,
    position bigint,
    event_id uuid,
    known_from timestamptz,
    skipped jsonb NOT NULL DEFAULT '[]',
    events bigint NOT NULL DEFAULT 0,
    goal bigint,
    throttle int,
    request bigint,
    stopped jsonb,
    differences jsonb,
    started_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
  )`;
