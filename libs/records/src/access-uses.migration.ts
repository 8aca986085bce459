import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who read a case, by which broken glass, and how many cases one person reads within an hour. `records.case_read` holds for whom a case
 * counts at the moment, and can be lost.
 */
export class AccessUses1750000010200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE records.access_log ADD COLUMN glass uuid');
    await db.query(
      'CREATE INDEX access_log_subjects ON records.access_log USING gin (subjects jsonb_path_ops)',
    );
    await db.query(`
      CREATE TABLE records.case_read (
        who text NOT NULL,
        subject text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (who, subject)
      )`);
    for (const [signature, definition] of FUNCTIONS) {
      await db.query(`CREATE FUNCTION records.${definition}`);
      await db.query(`REVOKE EXECUTE ON FUNCTION records.${signature} FROM PUBLIC`);
    }
    await db.query(`GRANT EXECUTE ON FUNCTION records.${WRITE} TO homeward_api, homeward_auditor`);
    await db.query(`GRANT EXECUTE ON FUNCTION records.${ACCESSES} TO homeward_api`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [signature] of FUNCTIONS) await db.query(`DROP FUNCTION records.${signature}`);
    await db.query('DROP TABLE records.case_read');
    await db.query('DROP INDEX records.access_log_subjects');
    await db.query('ALTER TABLE records.access_log DROP COLUMN glass');
  }
}

const WRITE = 'write_access(text, text, text, jsonb, text, text, uuid, int)';
const ACCESSES = 'accesses_of(text, bigint, int)';

/**
 * Writes one access. Answers 0; or, when it would show more different cases to one person than may be shown within an hour, the seconds
 * until that is over: it is then written as denied. What one person is shown is counted one after the other, from whichever api.
 */
const WRITE_ACCESS = `
  write_access(
    by_whom text, by_role text, by_route text, about jsonb, reason text, came_to text, by_glass uuid, most int
  ) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    cases text[] := ARRAY(
      SELECT subject FROM jsonb_array_elements_text(about) AS subject WHERE subject LIKE 'case-%'
    );
    shown bigint;
    oldest timestamptz;
    wait int := 0;
  BEGIN
    IF most IS NOT NULL AND came_to = 'allowed' AND cardinality(cases) > 0 THEN
      PERFORM pg_advisory_xact_lock(hashtextextended(by_whom, 0));
      DELETE FROM records.case_read r WHERE r.who = by_whom AND r.at <= clock_timestamp() - interval '1 hour';
      SELECT count(*), min(r.at) INTO shown, oldest FROM records.case_read r WHERE r.who = by_whom;
      SELECT shown + count(*) INTO shown FROM unnest(cases) AS subject
      WHERE NOT EXISTS (SELECT FROM records.case_read r WHERE r.who = by_whom AND r.subject = subject.subject);
      IF shown > most THEN
        wait := greatest(1, ceil(extract(epoch FROM coalesce(oldest, clock_timestamp()) + interval '1 hour' - clock_timestamp())));
        came_to := 'denied';
      ELSE
        INSERT INTO records.case_read (who, subject, at)
        SELECT DISTINCT by_whom, subject, clock_timestamp() FROM unnest(cases) AS subject
        ON CONFLICT (who, subject) DO NOTHING;
      END IF;
    END IF;
    INSERT INTO records.access_log (who, role, route, subjects, why, outcome, glass)
    VALUES (by_whom, by_role, by_route, about, reason, came_to, by_glass);
    RETURN wait;
  END $$`;

/** The accesses to a subject, newest first. A refusal of a command is left out: what was asked may itself tell of an embargoed exchange. */
const ACCESSES_OF = `
  accesses_of(wanted text, before bigint, most int) RETURNS TABLE (
    id bigint, at timestamptz, who text, role text, route text, why text, outcome text, glass uuid
  )
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT l.id, l.at, l.who, l.role, l.route, l.why, l.outcome, l.glass
    FROM records.access_log l
    WHERE l.subjects @> jsonb_build_array(wanted) AND l.outcome <> 'refused' AND l.id < before
    ORDER BY l.id DESC LIMIT most
  $$`;

const FUNCTIONS = [
  [WRITE, WRITE_ACCESS],
  [ACCESSES, ACCESSES_OF],
] as const;
