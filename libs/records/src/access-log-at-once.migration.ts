import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is written to the access log goes straight into the index of subjects: while it waited in a list beside it, every reader of a
 * case's log, and PostgreSQL's planner before it, went through that list.
 */
export class AccessLogAtOnce1750000019100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER INDEX records.access_log_subjects SET (fastupdate = off)');
    await db.query("SELECT gin_clean_pending_list('records.access_log_subjects')");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER INDEX records.access_log_subjects RESET (fastupdate)');
  }
}
