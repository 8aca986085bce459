import type { ProjectionsOptions } from '../projections-options.js';

/** `holder`: under which this process has the lease. */
export interface RebuildOptions extends ProjectionsOptions {
  readonly holder: string;
}

/** On what one process at a time has the lease with which rebuilds are carried out; no projection has such a name. */
export const ALL_REBUILDS = 'all rebuilds';

/** A condition of SQL: the process that this parameter names still has the lease. */
export const hasLease = (holder: string): string =>
  `EXISTS (SELECT FROM read.lease WHERE projection = '${ALL_REBUILDS}' AND holder = ${holder}::uuid AND until > clock_timestamp())`;
