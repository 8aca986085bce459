import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MAY_BE_REBUILT } from '../rebuild/side-tables.sql.js';

const MAY_STILL = MAY_BE_REBUILT.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION');

/**
 * Which process works on which projection, and until when. When PostgreSQL crashes the sessions of all holders end, so that nothing
 * is lost with the rows.
 */
export class Leases1750000018400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE UNLOGGED TABLE read.lease (
        projection text NOT NULL,
        partition int NOT NULL,
        holder uuid NOT NULL,
        until timestamptz NOT NULL,
        PRIMARY KEY (projection, partition)
      )`);
    await db.query('GRANT SELECT ON read.lease TO homeward_api, homeward_auditor');
    await db.query(MAY_STILL.replace("'rebuild')", "'rebuild', 'lease')"));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(MAY_STILL);
    await db.query('DROP TABLE read.lease');
  }
}
