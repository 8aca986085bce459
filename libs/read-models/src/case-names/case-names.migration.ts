import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The names of persons in each spelling, with the keys under which they are found. Nothing of it is granted: see the functions of searches. */
export class CaseNames1750000011000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public');
    await db.query(`
      CREATE TABLE read.case_name (
        case_id uuid NOT NULL,
        revision int NOT NULL,
        spelling text NOT NULL,
        position bigint NOT NULL,
        surname text NOT NULL,
        given_names text NOT NULL,
        patronymic text,
        service_number text,
        born text,
        born_from date,
        born_to date,
        keys jsonb NOT NULL,
        sound text NOT NULL,
        is_guarded boolean NOT NULL,
        PRIMARY KEY (case_id, revision, spelling)
      )`);
    const trgm = await schemaOfTrgm(db);
    await db.query('CREATE INDEX case_name_keys ON read.case_name USING gin (keys) WITH (fastupdate = off)');
    await db.query(
      `CREATE INDEX case_name_sound ON read.case_name USING gin (sound ${trgm}.gin_trgm_ops) WITH (fastupdate = off)`,
    );
    await db.query(
      "CREATE INDEX case_name_born ON read.case_name USING gist (daterange(born_from, born_to, '[]'))",
    );
  }

  /** The extension stays: others may use it. */
  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE read.case_name');
  }
}

/** An operator may have made the extension before, in a schema of their own; quoted. */
export async function schemaOfTrgm(db: QueryRunner): Promise<string> {
  const rows = (await db.query(
    "SELECT quote_ident(nspname) AS name FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'pg_trgm'",
  )) as { readonly name: string }[];
  return rows[0]?.name ?? 'public';
}
