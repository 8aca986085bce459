import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migratedDatabase, type FreshDatabase } from '#test/support/postgres.js';
import { AccessLog } from './access-log.js';

const MOST = 100;
const AT_ONCE = 20;

describe('The access log', () => {
  let database: FreshDatabase;
  let db: DataSource;
  beforeAll(async () => {
    database = await migratedDatabase([]);
    db = new DataSource({ type: 'postgres', url: database.url, extra: { max: AT_ONCE, min: AT_ONCE } });
    await db.initialize();
  });
  afterAll(async () => {
    await db?.destroy();
    await database?.drop();
  });

  const search = (who: string, number: number) =>
    new AccessLog(db).writeAccess(
      {
        who,
        role: 'caseworker',
        route: 'POST /cases/search',
        subjects: Array.from({ length: 30 }, (_, hit) => `case-${number}-${hit}`),
        why: null,
        outcome: 'allowed',
      },
      MOST,
    );
  const countOf = async (who: string): Promise<number> => {
    const [row] = await db.query<{ count: number }[]>(
      'SELECT count(*)::int FROM records.case_read WHERE who = $1',
      [who],
    );
    return row?.count ?? -1;
  };

  it('counts many searches of one person at once as it counts them one by one', async () => {
    await Promise.all(Array.from({ length: AT_ONCE }, () => db.query('SELECT pg_sleep(0.1)')));
    for (const who of ['a', 'b', 'c']) {
      const waits = await Promise.all(Array.from({ length: 60 }, (_, number) => search(who, number)));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
      expect(await countOf(who)).toBe(90);
    }
  });

  it('has nothing beside its index of subjects that a reader of one case would go through', async () => {
    expect(await search('d', 0)).toBe(0);
    const [row] = await db.query<{ pages: string }[]>(
      "SELECT gin_clean_pending_list('records.access_log_subjects') AS pages",
    );
    expect(row).toEqual({ pages: '0' });
  });
});
