import type { CivilDay } from './civil-day.js';
import type { Edtf } from './edtf.js';

/** Null: open or unknown at that end. */
export interface Span {
  earliest: CivilDay | null;
  latest: CivilDay | null;
}

/** The first and the last day that the value leaves possible. */
export function spanOf(_value: Edtf): Span {
  return { earliest: null, latest: null };
}

/** True when the last possible day of `a` lies before the first possible day of `b`. */
export function certainlyBefore(a: Edtf, b: Edtf): boolean {
  const [latest, earliest] = [spanOf(a).latest, spanOf(b).earliest];
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
