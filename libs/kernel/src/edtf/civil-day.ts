/** A day of the Gregorian calendar, `YYYY-MM-DD`, in no time zone; days compare as text. */
export type CivilDay = string & { readonly __brand: 'CivilDay' };

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

/** How many days a month has (1 January = month 1), leap years counted. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Builds a day from parts the caller has checked. */
export const dayFrom = (year: number, month: number, day: number): CivilDay =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CivilDay;

/** Reads `YYYY-MM-DD`. Throws a RangeError for another form, or for a day that the calendar does not have. */
export function civilDay(text: string): CivilDay {
  const [year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).slice(1).map(Number);
  const valid =
    year !== undefined &&
    month !== undefined &&
    day !== undefined &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month);
  if (!valid)
    throw new RangeError('Not a day of the calendar. Write year, month and day, for example 2025-06-14.');
  return text as CivilDay;
}

/** The civil day that an instant falls on in a time zone (an IANA name). Throws a RangeError for an unknown zone. */
export function dayOf(instant: Date, timeZone = 'Europe/Kyiv'): CivilDay {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  return dayFrom(part('year'), part('month'), part('day'));
}
