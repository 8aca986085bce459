import type { ClientBase } from 'pg';
import { tablesOf } from '#libs/projections/src/ownership.js';
import type { Projection } from '#libs/projections/src/projection.js';
import { readReflected, type Reflected } from './checkpoint-check.js';

/** What the runner keeps of its own work, which no log tells of. */
const NOT_OF_THE_LOG = ['checkpoint', 'rebuild', 'lease'];

export interface Snapshot {
  readonly checkpoints: readonly Reflected[];
  readonly problems: readonly string[];
  /** Tables that no projection owns. */
  readonly notVerified: readonly string[];
}

/**
 * Begins the transaction in which everything is read and compared: rows and checkpoints of one moment, whatever the projector does
 * meanwhile. The tables are held before that, so that no rebuild swaps them: it waits.
 */
export async function beginSnapshot(
  client: ClientBase,
  projections: readonly Projection[],
): Promise<Snapshot> {
  const tables = [...NOT_OF_THE_LOG, ...projections.flatMap(tablesOf)];
  const names = tables.map((name) => `read.${client.escapeIdentifier(name)}`);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS SHARE MODE`);
  const checkpoints = await readReflected(client);
  const known = new Set(projections.map(({ name }) => name));
  const problems = [
    ...checkpoints
      .filter(({ projection, partition }) => !known.has(projection) || partition !== 0)
      .map(
        ({ projection, partition }) =>
          `There is a checkpoint of ${projection}, partition ${partition}, which this software does not have.`,
      ),
    ...projections
      .filter(
        ({ name }) =>
          !checkpoints.some(({ projection, partition }) => projection === name && partition === 0),
      )
      .map(
        ({ name }) =>
          `There is no checkpoint of ${name}: no projector of this version has run yet, or it was deleted.`,
      ),
  ];
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'read'::regnamespace AND relkind IN ('r', 'p', 'm') AND relname <> ALL ($1) ORDER BY relname`,
    [tables],
  );
  return {
    checkpoints,
    problems,
    notVerified: [...NOT_OF_THE_LOG.slice(1), ...rows.map(({ name }) => name)],
  };
}
