import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Ask } from '#libs/projections/src/ask.js';
import type { CaseFacts } from '../case-file/case-file.entity.js';

/** So many people whose search has not ended, missing or captive since the same day; null where no day is known. */
export interface Waited {
  readonly captivity: CaseFacts['captivity'];
  readonly since: CivilDay | null;
  readonly people: number;
}

/** Whom families wait for, as whoever may know of no embargoed exchange would count them. */
export function waitedFor(ask: Ask): Promise<Waited[]> {
  return ask<Waited>(
    `SELECT captivity, since, sum(people)::int AS people FROM read.report_waiting GROUP BY 1, 2 ORDER BY since, captivity`,
    [],
  );
}
