/** A day of the Gregorian calendar, `YYYY-MM-DD`, years 0001 to 9999, in no time zone. Days compare as text. */
export type CivilDay = string & { readonly __brand: 'CivilDay' };

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

/** How many days a month has (January is 1), leap years counted. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Builds a day from parts that the caller has checked. */
export const dayFrom = (year: number, month: number, day: number): CivilDay =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CivilDay;

/** Reads `YYYY-MM-DD`. Throws a RangeError for another form, or for a day that the calendar does not have. */
export function civilDay(text: string): CivilDay {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (!year || !month || !day || month > 12 || day > daysInMonth(year, month))
    throw new RangeError('Not a day of the calendar. Write year, month and day, for example 2025-06-14.');
  return text as CivilDay;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

/** The civil day that an instant falls on in an IANA time zone. Throws a RangeError for a zone that is not known. */
export function dayOf(instant: Date, timeZone = 'Europe/Kyiv'): CivilDay {
  const parts = formatIn(timeZone).formatToParts(instant);
  const part = (type: 'year' | 'month' | 'day') => Number(parts.find((p) => p.type === type)?.value);
  return dayFrom(part('year'), part('month'), part('day'));
}

const HOUR = 3_600_000;

/** The last instant of a day in Kyiv, which is two hours ahead of UTC, in summer three. */
export function endOfDay(day: CivilDay): Date {
  const midnightInUtc = new Date(`${day}T00:00:00Z`).getTime() + 24 * HOUR;
  const inWinter = new Date(midnightInUtc - 2 * HOUR - 1);
  return dayOf(inWinter) === day ? inWinter : new Date(midnightInUtc - 3 * HOUR - 1);
}
