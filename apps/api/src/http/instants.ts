import { civilDay, endOfDay, type CivilDay } from '#libs/kernel/src/edtf/civil-day.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

export function dayIn(text: unknown): CivilDay | undefined {
  try {
    return typeof text === 'string' ? civilDay(text) : undefined;
  } catch {
    return undefined;
  }
}

/** An instant (RFC 3339, with its zone), or a day, which means its end in Kyiv. */
export function instantIn(text: unknown): Date | undefined {
  if (typeof text !== 'string') return undefined;
  const day = dayIn(text);
  if (day !== undefined) return endOfDay(day);
  const instant = new Date(INSTANT.test(text) && dayIn(text.slice(0, 10)) !== undefined ? text : Number.NaN);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
