import pg from 'pg';
import { romaniseUkrainian } from '#libs/policies/src/names/romanise-ukrainian.js';

type Column = 'written' | 'romanised';

/**
 * `pg_trgm` with nothing beside it: the likeness of whole names, as they are written, and as the official table romanises them. In a database of
 * its own, because in one whose LC_CTYPE is C, as the embedded one is, `pg_trgm` sees no Cyrillic letter at all.
 */
export class TrigramsAlone {
  private constructor(
    private readonly client: pg.Client,
    private readonly drop: () => Promise<void>,
  ) {}

  /** Over the names of a database of searches. Null where the machine has no locale that knows Cyrillic letters. */
  static async over(url: string): Promise<TrigramsAlone | null> {
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    const name = `${new URL(url).pathname.slice(1)}_trigrams`;
    const made = await admin
      .query(`CREATE DATABASE ${name} TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C.UTF-8'`)
      .catch(() => null);
    if (made === null) {
      await admin.end();
      return null;
    }
    const { rows } = await admin.query<{ case_id: string; written: string }>(
      "SELECT case_id, concat_ws(' ', surname, given_names, patronymic) AS written FROM read.case_name",
    );
    const client = new pg.Client({
      connectionString: Object.assign(new URL(url), { pathname: `/${name}` }).href,
    });
    await client.connect();
    await client.query(
      'CREATE EXTENSION pg_trgm; CREATE TABLE name (case_id uuid, written text, romanised text)',
    );
    await client.query('INSERT INTO name SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])', [
      rows.map((row) => row.case_id),
      rows.map((row) => row.written),
      rows.map((row) => romaniseUkrainian(row.written)),
    ]);
    const drop = async () => {
      await client.end();
      await admin.query(`DROP DATABASE ${name}`);
      await admin.end();
    };
    return new TrigramsAlone(client, drop);
  }

  /** The cases whose names are most alike, so many. */
  async find(column: Column, asked: string, most: number): Promise<string[]> {
    const { rows } = await this.client.query<{ case_id: string }>(
      `SELECT case_id FROM name GROUP BY case_id ORDER BY max(similarity(${column}, $1)) DESC, case_id LIMIT $2`,
      [column === 'written' ? asked : romaniseUkrainian(asked), most],
    );
    return rows.map((row) => row.case_id);
  }

  close(): Promise<void> {
    return this.drop();
  }
}
