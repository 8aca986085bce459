import { dayFrom, daysInMonth } from './civil-day.js';
import type { CivilDay } from './civil-day.js';

/** One part of a date: its digits, some of which may be X, and what qualifies it. */
export interface DatePart {
  digits: string;
  uncertain: boolean;
  approximate: boolean;
}

/** A single date. A month of 21 to 24 is a season and has no day. */
export interface DatePattern {
  year: DatePart;
  month?: DatePart;
  day?: DatePart;
}

/** Null: open or unknown at that end. */
export interface Span {
  earliest: CivilDay | null;
  latest: CivilDay | null;
}

/** A date that the calendar has. */
export interface ValidDate extends DatePattern {
  span: Span;
}

const FORM = /^([?~%]?)([\dX]{4})([?~%]?)(?:-([?~%]?)([\dX]{2})([?~%]?)(?:-([?~%]?)([\dX]{2})([?~%]?))?)?$/;

/**
 * Reads a single date by its form alone, or undefined. A qualifier to the right of a part covers it and all to
 * its left, one to the left covers that part only.
 */
export function readPattern(text: string): DatePattern | undefined {
  const found = FORM.exec(text);
  if (!found) return undefined;
  const rights = [found[3], found[6], found[9]];
  const part = (index: number): DatePart => {
    const marks = [found[1 + index * 3], ...rights.slice(index)].join('');
    return {
      digits: found[2 + index * 3] ?? '',
      uncertain: /[?%]/.test(marks),
      approximate: /[~%]/.test(marks),
    };
  };
  return {
    year: part(0),
    ...(found[5] !== undefined && { month: part(1) }),
    ...(found[8] !== undefined && { day: part(2) }),
  };
}

/** Do the digits, of which an X stands for any, leave the number possible? */
function fits(digits: string, n: number): boolean {
  let rest = n;
  for (let at = digits.length - 1; at >= 0; at -= 1) {
    if (digits[at] !== 'X' && Number(digits[at]) !== rest % 10) return false;
    rest = Math.floor(rest / 10);
  }
  return rest === 0;
}

/** The numbers from `from` to `to` that the digits leave possible, ascending. */
export function candidates(digits: string, from: number, to: number): number[] {
  const least = Math.max(from, Number(digits.replaceAll('X', '0')));
  const most = Math.min(to, Number(digits.replaceAll('X', '9')));
  const found: number[] = [];
  for (let n = least; n <= most; n += 1) if (fits(digits, n)) found.push(n);
  return found;
}

export const isSeason = ({ month, day }: DatePattern): boolean =>
  day === undefined && month !== undefined && /^2[1-4]$/.test(month.digits);

/** Spring, summer, autumn: northern months (inference). Winter: see spanOf. */
const SEASON_MONTHS: Record<string, readonly [number, number]> = { 21: [3, 5], 22: [6, 8], 23: [9, 11] };

function seasonSpan(digits: string, first: number, last: number): Span {
  const months = SEASON_MONTHS[digits];
  if (months) return { earliest: dayFrom(first, months[0], 1), latest: lastOf(last, months[1]) };
  return {
    earliest: first > 1 ? dayFrom(first - 1, 12, 1) : null,
    latest: last < 9999 ? lastOf(last + 1, 2) : null,
  };
}

const lastOf = (year: number, month: number): CivilDay => dayFrom(year, month, daysInMonth(year, month));

/** The first and last day that fit, or undefined when the calendar has no day that fits. */
export function patternSpan(pattern: DatePattern): Span | undefined {
  const { year, month, day } = pattern;
  const yearIsUnknown = year.digits === 'XXXX';
  const years = yearIsUnknown ? [2000, 2001] : candidates(year.digits, 1, 9999);
  const months = candidates(month?.digits ?? 'XX', 1, 12);
  const days = candidates(day?.digits ?? 'XX', 1, 31);
  const firstYear = years[0];
  const lastYear = years.at(-1);
  if (firstYear === undefined || lastYear === undefined) return undefined;
  if (isSeason(pattern) && month)
    return yearIsUnknown ? { earliest: null, latest: null } : seasonSpan(month.digits, firstYear, lastYear);

  const fitting = (inYears: number[], inMonths: number[], inDays: number[]): CivilDay | undefined => {
    for (const y of inYears)
      for (const m of inMonths) for (const d of inDays) if (d <= daysInMonth(y, m)) return dayFrom(y, m, d);
    return undefined;
  };
  const earliest = fitting(years, months, days);
  const latest = fitting(years.toReversed(), months.toReversed(), days.toReversed());
  if (earliest === undefined || latest === undefined) return undefined;
  return yearIsUnknown ? { earliest: null, latest: null } : { earliest, latest };
}
