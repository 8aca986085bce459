import type { CivilDay } from './civil-day.js';
import type { Span } from './date-pattern.js';
import type { Edtf } from './edtf.js';
import { readEdtf, spansIn } from './syntax.js';

export type { Span };

/**
 * The first and the last day that the value leaves possible; null where it is open or unknown at that end, and at
 * both for an unknown year (`XXXX`, `XXXX-12-25`). A value with gaps, as `[2015,2020]`, spans from its first day
 * to its last.
 *
 * Inference, as the specification gives no rule: `?`, `~` and `%` do not widen the span, so write an interval
 * where the doubt is to count; seasons are the northern months, and the winter of a year reaches from December
 * of the year before to the end of February of the year after, since sources differ on which year names it.
 */
export function spanOf(value: Edtf): Span {
  if (/^\d{4}-\d\d-\d\d$/.test(value))
    return { earliest: value as string as CivilDay, latest: value as string as CivilDay };
  const read = readEdtf(value);
  if ('why' in read) throw new RangeError(read.why);
  const spans = spansIn(read);
  return {
    earliest: spans
      .map((s) => s.earliest)
      .reduce((a, b) => (a === null || b === null ? null : a < b ? a : b)),
    latest: spans.map((s) => s.latest).reduce((a, b) => (a === null || b === null ? null : a > b ? a : b)),
  };
}

/** True when the last possible day of `a` lies before the first possible day of `b`. */
export function certainlyBefore(a: Edtf, b: Edtf): boolean {
  const [{ latest }, { earliest }] = [spanOf(a), spanOf(b)];
  return latest !== null && earliest !== null && latest < earliest;
}

/** Could it have happened by the end of the day? */
export function mayBeBy(value: Edtf, day: CivilDay): boolean {
  const { earliest } = spanOf(value);
  return earliest === null || earliest <= day;
}

/** Has it happened by the end of the day, wherever in its span it lies? */
export function certainlyBy(value: Edtf, day: CivilDay): boolean {
  const { latest } = spanOf(value);
  return latest !== null && latest <= day;
}
