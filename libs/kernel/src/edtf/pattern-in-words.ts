import { candidates, isSeason } from './date-pattern.js';
import type { DatePart, DatePattern } from './date-pattern.js';
import { daysInMonth } from './civil-day.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const SEASONS: Record<string, string> = { 21: 'spring', 22: 'summer', 23: 'autumn', 24: 'winter' };

const hasX = (part: DatePart): boolean => part.digits.includes('X');

/** "May", "January or November", "a month from January to September". */
function choice(names: readonly string[], unit: string, contiguous: boolean): string {
  const [first = '', last = ''] = [names[0], names.at(-1)];
  if (names.length < 2) return first;
  if (contiguous && names.length > 2) return `a ${unit} from ${first} to ${last}`;
  return `${names.slice(0, -1).join(', ')} or ${last}`;
}

const contiguous = (numbers: readonly number[]): boolean =>
  (numbers.at(-1) ?? 0) - (numbers[0] ?? 0) === numbers.length - 1;

function yearWords({ digits }: DatePart): string {
  const shown = digits.replace(/^0+(?=\d)/, '');
  if (!digits.includes('X')) return shown;
  if (digits === 'XXXX') return 'an unknown year';
  if (/^\d{3}X$/.test(digits)) return `the ${digits.slice(0, 3)}0s`;
  if (/^\d+X+$/.test(digits))
    return `the years ${digits.replaceAll('X', '0')} to ${digits.replaceAll('X', '9')}`;
  return `a year written ${digits}`;
}

function monthWords(month: DatePart): string {
  const season = SEASONS[month.digits];
  if (season) return season;
  if (month.digits === 'XX') return 'an unknown month';
  const numbers = candidates(month.digits, 1, 12);
  return choice(
    numbers.map((n) => MONTHS[n - 1] ?? ''),
    'month',
    contiguous(numbers),
  );
}

function dayWords(day: DatePart, year: DatePart, month: DatePart): string {
  if (day.digits === 'XX') return 'an unknown day';
  const most = hasX(month) ? 31 : daysInMonth(hasX(year) ? 2000 : Number(year.digits), Number(month.digits));
  const numbers = candidates(day.digits, 1, most);
  return choice(numbers.map(String), 'day', contiguous(numbers));
}

interface Phrase {
  /** "on", "in", "some time in" */
  preposition: string;
  /** "14 June 2025", "the 2010s", "an unknown day" */
  bare: string;
}

/** The date without its qualifiers. */
export function patternWords(pattern: DatePattern): Phrase {
  const { year, month, day } = pattern;
  const yearText = yearWords(year);
  if (!month) {
    if (year.digits === 'XXXX') return { preposition: 'on', bare: 'an unknown day' };
    return { preposition: hasX(year) ? 'some time in' : 'in', bare: yearText };
  }
  const monthText = monthWords(month);
  const monthIsPlain = !hasX(month) || isSeason(pattern);
  const ofYear = hasX(year) ? ` in ${yearText}` : monthIsPlain ? ` ${yearText}` : ` of ${yearText}`;
  const allUnknown = year.digits === 'XXXX' && month.digits === 'XX';
  if (!day) {
    if (allUnknown) return { preposition: 'on', bare: 'an unknown day' };
    return { preposition: 'in', bare: monthText + ofYear };
  }
  const dayText = dayWords(day, year, month);
  if (allUnknown)
    return {
      preposition: 'on',
      bare: day.digits === 'XX' ? dayText : `day ${dayText} of an unknown month and year`,
    };
  if (month.digits === 'XX' && day.digits === 'XX')
    return { preposition: 'on', bare: dayText + (hasX(year) ? ` in ${yearText}` : ` of ${yearText}`) };
  if (day.digits !== 'XX' && monthIsPlain)
    return { preposition: 'on', bare: `${dayText} ${monthText}${ofYear}` };
  const dayPhrase = hasX(day) ? dayText : `day ${dayText}`;
  return { preposition: 'on', bare: `${dayPhrase} of ${monthText}${ofYear}` };
}
