import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase, migratedDatabase } from '#test/support/postgres.js';

describe('A fresh database', () => {
  it('is empty and apart from every other, also when many are made at once', async () => {
    const databases = await Promise.all(Array.from({ length: 8 }, () => freshDatabase()));
    for (const { url, drop } of databases) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query('CREATE TABLE person (id int)');
      expect((await client.query('SELECT FROM person')).rowCount).toBe(0);
      await client.end();
      await drop();
    }
  });

  it('is dropped although somebody is still connected', async () => {
    const { url, drop } = await freshDatabase();
    const client = new pg.Client({ connectionString: url });
    const cut = new Promise<Error>((resolve) => client.on('error', resolve));
    await client.connect();
    await drop();
    expect((await cut).message).toMatch(/terminat/);
    await expect(new pg.Client({ connectionString: url }).connect()).rejects.toThrow('does not exist');
  });
});

describe('A migrated database', () => {
  it('has the tables, and is apart from every other, also when the first ones are made at once', async () => {
    const databases = await Promise.all(Array.from({ length: 4 }, () => migratedDatabase([])));
    for (const { url, drop } of databases) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(
        "INSERT INTO records.operator_request (who, why, kind, projection) VALUES ('a', 'b', 'retry', 'c')",
      );
      expect((await client.query('SELECT FROM records.operator_request')).rowCount).toBe(1);
      await client.end();
      await drop();
    }
  });
});
