import { describe, expect, it } from '@jest/globals';
import { hoursAfter, instant, isInstant } from './instant.js';

describe('An instant', () => {
  it('is written in one form, in UTC to the millisecond', () => {
    expect(instant(new Date('2025-06-14T12:30:00+03:00'))).toBe('2025-06-14T09:30:00.000Z');
    expect(isInstant('2025-06-14T09:30:00.000Z')).toBe(true);
    for (const text of ['2025-06-14', '2025-06-14T09:30:00Z', '2025-06-31T09:30:00.000Z', 'now', ''])
      expect(isInstant(text)).toBe(false);
  });

  it('moves by hours, over the end of a day too', () => {
    expect(hoursAfter(instant(new Date('2025-06-30T22:30:00Z')), 4)).toBe('2025-07-01T02:30:00.000Z');
  });
});
