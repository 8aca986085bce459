import 'reflect-metadata';
import { databaseUrl } from '#libs/kernel/src/configuration.js';
import { processConfiguration } from '#libs/kernel/src/process-configuration.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { migrateDatabase } from '#libs/records/src/migrate-database.js';

/** Brings the database at DATABASE_URL to the newest state; its user must be allowed to make roles and schemas. */
async function main(): Promise<void> {
  const configuration = processConfiguration({ DATABASE_URL: databaseUrl });
  if (!configuration.ok) throw new Error(configuration.faults.join('\n'));
  const run = await migrateDatabase(configuration.values.DATABASE_URL, readMigrations);
  process.stdout.write(run.length === 0 ? 'The database was up to date.\n' : `Migrated: ${run.join(', ')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${`The database could not be migrated: ${error instanceof Error ? error.message : 'unknown error'}`}\n`,
  );
  process.exit(1);
});
