import type { ClientBase } from 'pg';
import type { ProjectionsOptions } from '../projections-options.js';
import { inTransaction } from './in-transaction.js';

/** `holder`: under which this process has the lease. */
export interface RebuildOptions extends ProjectionsOptions {
  readonly holder: string;
}

/** On what one process at a time has the lease with which rebuilds are carried out; no projection has such a name. */
export const ALL_REBUILDS = 'all rebuilds';

/** A condition of SQL: the process that this parameter names still has the lease. */
export const hasLease = (holder: string): string =>
  `EXISTS (SELECT FROM read.lease WHERE projection = '${ALL_REBUILDS}' AND holder = ${holder}::uuid AND until > clock_timestamp())`;

/** Another process has the lease, or may have it: nothing was written. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  constructor() {
    super('This projector has the lease on all rebuilds no longer. Nothing was written.');
  }
}

/** In a transaction, at the end of which this process still has the lease. Throws LeaseLost. */
export function underLease(db: ClientBase, holder: string, work: () => Promise<void>): Promise<void> {
  return inTransaction(db, async () => {
    await work();
    const { rowCount } = await db.query(`SELECT WHERE ${hasLease('$1')}`, [holder]);
    if (rowCount !== 1) throw new LeaseLost();
  });
}
