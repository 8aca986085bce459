import pg from 'pg';

const NO_SUCH_DATABASE = '3D000';

/** Creates the database that the address names, unless it is there. */
export async function ensureDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  try {
    await query(url, 'SELECT 1');
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== NO_SUCH_DATABASE) throw error;
    const maintenance = Object.assign(new URL(url), { pathname: '/postgres' }).href;
    await query(maintenance, `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  }
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}
