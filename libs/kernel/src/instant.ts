import type { Brand } from './brand.js';

/** A moment as ISO 8601 in UTC to the millisecond, `2025-06-14T09:30:00.000Z`. Instants compare as text. */
export type Instant = Brand<string, 'Instant'>;

export function instant(at: Date): Instant {
  return at.toISOString() as Instant;
}

/** True for the only form in which an instant is stored. */
export function isInstant(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
}

export function hoursAfter(at: Instant, hours: number): Instant {
  return instant(new Date(Date.parse(at) + hours * 3_600_000));
}
