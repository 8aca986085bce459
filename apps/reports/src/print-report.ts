import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { databaseUrl } from '#libs/kernel/src/configuration.js';
import { processConfiguration } from '#libs/kernel/src/process-configuration.js';
import type { Ask } from '#libs/projections/src/ask.js';
import { logRead } from '#libs/read-models/src/told/log-read.js';
import { OperatorError } from './operator-error.js';
import type { Shared } from './options.js';
import { FORMATS } from './print/formats.js';
import type { MadeFrom, Report } from './report.js';

/** One report: from which projections it is made, and how. */
export interface Job {
  readonly projections: readonly string[];
  make(ask: Ask): Promise<Report>;
}

/** Prints a report, all of it read at one moment. */
export async function printReport(job: Job, { format, data }: Shared): Promise<void> {
  const database = await connect(data);
  try {
    const { report, from } = await madeAtOnce(job, database);
    process.stdout.write(FORMATS[format](report, from));
  } finally {
    await database.destroy();
  }
}

/** In one transaction that sees the tables as of its first statement, and writes nothing. */
export function madeAtOnce(
  job: Job,
  database: DataSource,
): Promise<{ readonly report: Report; readonly from: MadeFrom }> {
  return database.transaction('REPEATABLE READ', async (manager) => {
    const ask: Ask = (statement, parameters) => manager.query(statement, parameters);
    await ask('SET TRANSACTION READ ONLY', []);
    const [now] = await ask<{ at: Date }>('SELECT now() AS at', []);
    const read = await logRead(ask, job.projections);
    const report = await job.make(ask);
    const ends = new Set(read.map(({ eventId }) => (eventId === null ? 'its start' : `event ${eventId}`)));
    const still = read
      .filter(({ stopped }) => stopped)
      .map(
        ({ projection }) =>
          `The tables of ${projection} stand still: what was recorded since is not in here.`,
      );
    return {
      report: { ...report, notes: [...report.notes, ...still] },
      from: { readAt: (now?.at ?? new Date()).toISOString(), logUpTo: [...ends].join(', ') || 'its start' },
    };
  });
}

/** As a login that may read the views for reports and nothing else; where a standalone Homeward lives in `dataDir`, its own. */
async function connect(dataDir: string): Promise<DataSource> {
  const standalone = join(dataDir, 'reporter.env');
  if (existsSync(standalone)) process.loadEnvFile(standalone);
  const settings = processConfiguration({ DATABASE_URL: databaseUrl });
  if (!settings.ok)
    throw new OperatorError(
      `${settings.faults.join('\n')}\nStart Homeward first (npm start), or set this for a production system.`,
    );
  const url = settings.values.DATABASE_URL;
  return new DataSource({ type: 'postgres', url, applicationName: 'homeward-reports' }).initialize();
}
