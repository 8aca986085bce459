import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { EntityMetadata } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '#test/support/postgres.js';
import { RowTable, type Cells } from '../row-table.js';
import { copyIn } from './copy-in.js';

const columns = ['id', 'said'].map((name) => ({
  propertyName: name,
  databaseName: name,
  type: 'text',
  isPrimary: name === 'id',
}));
const table = new RowTable({ tableName: 'said', columns } as unknown as EntityMetadata, 'public');

describe('Rows that are copied in', () => {
  let database: FreshDatabase;
  let client: pg.Client;
  beforeEach(async () => {
    database = await freshDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('CREATE TABLE said (id text PRIMARY KEY, said text)');
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });
  const stored = async () => (await client.query('SELECT id, said FROM said ORDER BY id')).rows;

  it('come out as they went in, whatever is in them', async () => {
    const texts = ['', '\\N', '\\', '\\.', 'a\tb\nc\rd', 'Ґ і \u{1f54a}', 'x'.repeat(300_000)];
    const rows = [...texts.map((said, index): Cells => [String(index), said]), ['null', null]];
    await copyIn(client, table, rows);
    expect(await stored()).toEqual(rows.map(([id, said]) => ({ id, said })));
  });

  it('are none when one of them cannot be had, and the connection goes on', async () => {
    const failing = function* (): Generator<Cells> {
      for (let index = 0; index < 10; index += 1) yield [String(index), 'x'.repeat(100_000)];
      throw new Error('the eleventh cannot be completed');
    };
    await expect(copyIn(client, table, failing())).rejects.toThrow('the eleventh cannot be completed');
    expect(await stored()).toEqual([]);
  });

  it('are none when PostgreSQL refuses one', async () => {
    const twice: Cells[] = [
      ['1', 'a'],
      ['1', 'b'],
    ];
    await expect(copyIn(client, table, twice)).rejects.toThrow('duplicate key');
    expect(await stored()).toEqual([]);
  });
});
