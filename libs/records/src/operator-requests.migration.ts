import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators asked of the projector, and what became of it. Both are only ever added to. */
export class OperatorRequests1750000006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE records.operator_request (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        who text NOT NULL CHECK (who <> ''),
        why text NOT NULL CHECK (why <> ''),
        kind text NOT NULL CHECK (kind IN ('rebuild', 'retry', 'skip', 'forget-old')),
        projection text NOT NULL,
        event_id uuid CHECK ((event_id IS NOT NULL) = (kind = 'skip')),
        version int CHECK ((version IS NOT NULL) = (kind = 'skip')),
        throttle int CHECK (throttle > 0 AND (throttle IS NULL OR kind = 'rebuild'))
      )`);
    await db.query(`
      CREATE TABLE records.operator_answer (
        request bigint PRIMARY KEY REFERENCES records.operator_request (id),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        outcome text NOT NULL CHECK (outcome IN ('done', 'refused', 'superseded')),
        explanation text NOT NULL
      )`);
    await db.query(
      'GRANT SELECT, INSERT (who, why, kind, projection, event_id, version, throttle) ON records.operator_request TO homeward_projector',
    );
    await db.query(
      'GRANT SELECT, INSERT (request, outcome, explanation) ON records.operator_answer TO homeward_projector',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE records.operator_answer');
    await db.query('DROP TABLE records.operator_request');
  }
}
