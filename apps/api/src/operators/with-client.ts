import type { ClientBase } from 'pg';
import type { DataSource } from 'typeorm';

/** Lends a connection of the pool, for what is asked through pg. */
export async function withClient<T>(db: DataSource, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const runner = db.createQueryRunner();
  try {
    return await work((await runner.connect()) as ClientBase);
  } finally {
    await runner.release();
  }
}
