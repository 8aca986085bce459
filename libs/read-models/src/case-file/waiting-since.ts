import type { CaseStatement } from '#libs/cases/src/case-events.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { spanOf } from '#libs/kernel/src/edtf/span.js';
import type { Entry } from '#libs/kernel/src/statements/standing.js';

export interface WaitingSince {
  readonly missingSince: CivilDay | null;
  readonly captiveSince: CivilDay | null;
}

const NOT_WAITING: WaitingSince = { missingSince: null, captiveSince: null };

/**
 * Since when the person is missing, and captive, without having come home since: the earliest days that the statements leave possible,
 * in the order in which they can have happened, as rules read them. Null where no such day is known. An escape ends no wait; a return, or remains identified, do.
 */
export function waitingSince(statements: readonly Entry<CaseStatement>[]): WaitingSince {
  let since = NOT_WAITING;
  for (const { event } of statements) {
    if (event.type === 'Captured')
      since = { ...since, captiveSince: earlier(since.captiveSince, event.data.occurredAt) };
    if (event.type === 'ReportedMissing') {
      const { lastSeen, occurredAt } = event.data;
      const from = lastSeen?.kind === 'known' ? lastSeen.value : occurredAt;
      since = { ...since, missingSince: earlier(since.missingSince, from) };
    }
    if (event.type === 'Returned' || event.type === 'RemainsRepatriated') since = NOT_WAITING;
  }
  return since;
}

function earlier(before: CivilDay | null, date: Edtf): CivilDay | null {
  const { earliest } = spanOf(date);
  return before !== null && (earliest === null || before <= earliest) ? before : earliest;
}
