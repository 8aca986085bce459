import { daysInMonth } from '#libs/kernel/src/edtf/civil-day.js';

type Random = (below: number) => number;
const two = (number: number): string => String(number).padStart(2, '0');

/** A day of birth between 1965 and 2006, and what a file knows of it. */
export function dateOfBirth(random: Random): { readonly day: string; readonly born: string } {
  const [year, month] = [1965 + random(42), 1 + random(12)];
  const day = `${year}-${two(month)}-${two(1 + random(daysInMonth(year, month)))}`;
  return { day, born: partly(day, random) };
}

function partly(day: string, random: Random): string {
  const [year = '', month = ''] = day.split('-');
  const choice = random(20);
  if (choice < 13) return day;
  if (choice < 15) return `${year}-${month}`;
  if (choice < 17) return year;
  if (choice < 18) return `${Number(year) - 1}/${Number(year) + 1}`;
  return choice < 19 ? `${year}-XX-${day.slice(8)}` : 'XXXX';
}

/** What somebody may remember of a day of birth. */
export function remembered(day: string, random: Random): string {
  const [year = '', month = ''] = day.split('-');
  const interval = `${Number(year) - random(3)}/${Number(year) + random(3)}`;
  return [day, `${year}-${month}`, year, `${year.slice(0, 3)}X`, interval][random(5)] ?? day;
}
