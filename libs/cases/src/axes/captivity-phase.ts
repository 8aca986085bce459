import type { Entry } from '#libs/kernel/src/statements/standing.js';
import { foldAxis } from '#libs/kernel/src/two-times/fold-axis.js';
import type { CaseStatement } from '../case-events.js';
import { statementsOn } from './axes-of.js';
import { captivityAxis, type CaptivityPhase } from './captivity.axis.js';
import { whereaboutsAxis } from './whereabouts.axis.js';

/** The phase that rules decide by: as the file says, and who came home after an escape has returned. */
export function captivityPhase(statements: readonly Entry<CaseStatement>[]): CaptivityPhase {
  const whereabouts = foldAxis(whereaboutsAxis, statementsOn('whereabouts', statements)).value;
  if (whereabouts.phase === 'returned') return 'released';
  return foldAxis(captivityAxis, statementsOn('captivity', statements)).value.phase;
}
