const DAY = 86_400_000;
const two = (n: number): string => String(n).padStart(2, '0');

/** The day so many days after another; days are texts as `2025-06-14`. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

export const monthOf = (day: string): string => day.slice(0, 7);

export const dayIn = (year: number, month: number, day: number): string =>
  `${year}-${two(month)}-${two(day)}`;
