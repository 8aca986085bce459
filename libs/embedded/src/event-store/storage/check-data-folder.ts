import { checkIndex } from './check-index.js';
import { checkLog } from './check-log.js';
import { checkNames } from './check-names.js';
import type { CheckListener } from './check-report.js';
import { openSnapshot } from './snapshot.js';

/** How many entries are looked at between two signs of life. */
const STEP = 10_000;

/** What was looked at, and how many faults were told. */
export interface CheckResult {
  readonly events: number;
  readonly streams: number;
  readonly faults: number;
}

/**
 * Looks at everything in a data folder, as of one commit: a server may be writing to it meanwhile. It keeps nothing
 * in memory but where it is. The folder is sound when no fault was told.
 */
export async function checkDataFolder(dataDir: string, listener: CheckListener): Promise<CheckResult> {
  const snapshot = openSnapshot(dataDir);
  try {
    const { log, index, names } = snapshot;
    const all = log.size + index.size + names.size;
    let done = 0;
    let faults = 0;
    for (const check of [checkLog, checkIndex, checkNames]) {
      for (const fault of check(snapshot)) {
        if (fault !== undefined) {
          faults += 1;
          listener.fault(fault);
        }
        done += 1;
        if (done % STEP > 0) continue;
        listener.progress(done, all);
        await new Promise(setImmediate);
      }
    }
    return { events: log.size, streams: names.size, faults };
  } finally {
    await snapshot.close();
  }
}
