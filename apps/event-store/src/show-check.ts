import { describeFault } from '#libs/embedded/src/event-store/storage/check-report.js';
import type { CheckListener } from '#libs/embedded/src/event-store/storage/check-report.js';
import { showProgress } from './progress.js';
import type { ShownProgress } from './progress.js';

/** How many faults are told one by one; the rest is only counted. */
const MOST_TOLD = 100;

/** Shows how far a check is, and each fault on a line of its own. */
export function showCheck(): CheckListener & ShownProgress {
  let faults = 0;
  return {
    ...showProgress('checking'),
    fault(fault) {
      faults += 1;
      if (faults <= MOST_TOLD) process.stderr.write(`${describeFault(fault)}\n`);
      if (faults === MOST_TOLD + 1) process.stderr.write('More faults follow; they are counted only.\n');
    },
  };
}
