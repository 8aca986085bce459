import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { entryOf } from './entry-of.js';

/** So many of whom no return is known to those who may not know of an embargo: by full years. */
export interface Waiting {
  readonly waiting: string;
  readonly captive: number;
  readonly missing: number;
}

/** For whom families wait, as the report tells it. */
export async function waitingReport(dataFolder: string): Promise<readonly Waiting[]> {
  const report = [entryOf('reports'), 'waiting', '--format', 'json', '--data', dataFolder];
  const { stdout } = await promisify(execFile)(process.execPath, report);
  return (JSON.parse(stdout) as { readonly rows: readonly Waiting[] }).rows;
}
