import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An operator asks through the api too: it records requests, each once by the id of its command, and reads what became of them and
 * which reactions stand still. It answers none, and changes none.
 */
export class OperatorDoors1750000018000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE records.operator_request ADD COLUMN command_id uuid UNIQUE');
    await db.query('GRANT INSERT (command_id) ON records.operator_request TO homeward_projector');
    await db.query(
      `GRANT SELECT (id, at, who, why, kind, projection, event_id, throttle, command_id),
         INSERT (who, why, kind, projection, event_id, version, throttle, command_id)
       ON records.operator_request TO homeward_api`,
    );
    await db.query('GRANT SELECT ON records.operator_answer, records.reaction_stop TO homeward_api');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('REVOKE ALL ON records.operator_answer, records.reaction_stop FROM homeward_api');
    await db.query('REVOKE ALL ON records.operator_request FROM homeward_api');
    await db.query('ALTER TABLE records.operator_request DROP COLUMN command_id');
  }
}
