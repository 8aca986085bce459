import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { AccessLogAtOnce1750000019100 } from './access-log-at-once.migration.js';
import { AccessUses1750000010200 } from './access-uses.migration.js';
import { OperatorDoors1750000018000 } from './operator-doors.migration.js';
import { OperatorRequests1750000006000 } from './operator-requests.migration.js';
import { ReactionStops1750000015000 } from './reaction-stops.migration.js';
import { Records1750000000500 } from './records.migration.js';
import { Roles1750000000000 } from './roles.migration.js';
import { Verifying1750000014000 } from './verifying.migration.js';

/** Schemas, roles, and everything in the schema `records`. */
export const recordsMigrations: readonly (new () => MigrationInterface)[] = [
  Roles1750000000000,
  Records1750000000500,
  OperatorRequests1750000006000,
  AccessUses1750000010200,
  Verifying1750000014000,
  ReactionStops1750000015000,
  OperatorDoors1750000018000,
  AccessLogAtOnce1750000019100,
];

/** Any number; the same for every process that migrates. */
const LOCK = 7_180_254_912;

/**
 * Brings a database to the newest state: schemas, roles and records, then the migrations given. Those that were run are not run again; of
 * two processes that start at once, the second waits. Answers the names of those that were run now.
 */
export async function migrateDatabase(
  url: string,
  readMigrations: readonly (new () => MigrationInterface)[],
): Promise<string[]> {
  const lock = new pg.Client({ connectionString: url });
  lock.on('error', () => undefined);
  const database = new DataSource({
    type: 'postgres',
    url,
    schema: 'records',
    migrationsTableName: 'migration',
    migrations: [...recordsMigrations, ...readMigrations],
    migrationsTransactionMode: 'all',
    poolErrorHandler: () => undefined,
    applicationName: 'homeward-migrate',
  });
  try {
    await lock.connect();
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await lock.query('CREATE SCHEMA IF NOT EXISTS records');
    await database.initialize();
    const run = await database.runMigrations();
    return run.map(({ name }) => name);
  } finally {
    if (database.isInitialized) await database.destroy();
    await lock.end();
  }
}
