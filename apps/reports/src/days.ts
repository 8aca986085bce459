import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { spanOf } from '#libs/kernel/src/edtf/span.js';

/** From the first day to the last. */
export interface Days {
  readonly from: CivilDay;
  readonly to: CivilDay;
}

/** Could it have been on one of these days? A date that is open or unknown at an end is on none: it would be in every report. */
export function mayBeOn({ from, to }: Days, date: Edtf | null): boolean {
  if (date === null) return false;
  const { earliest, latest } = spanOf(date);
  return earliest !== null && latest !== null && earliest <= to && from <= latest;
}

/** From Monday to Sunday (ISO 8601). */
export function weekOf(day: CivilDay): Days {
  const at = new Date(`${day}T00:00:00Z`);
  const monday = at.getUTCDate() - ((at.getUTCDay() + 6) % 7);
  const on = (date: number): CivilDay =>
    new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), date)).toISOString().slice(0, 10) as CivilDay;
  return { from: on(monday), to: on(monday + 6) };
}

/** Full years from one day to another. */
export function fullYears(from: CivilDay, to: CivilDay): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
