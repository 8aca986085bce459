import { describe, expect, it } from '@jest/globals';
import { civilDay, dayOf } from './civil-day.js';

describe('A civil day', () => {
  it.each(['2025-06-14', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('accepts %s', (text) => {
    expect(civilDay(text)).toBe(text);
  });

  it.each(['2025-02-29', '1900-02-29', '2025-06-31', '2025-13-01', '2025-00-10', '2025-06-00', '0000-01-01'])(
    'refuses %s, which the calendar does not have',
    (text) => {
      expect(() => civilDay(text)).toThrow('Not a day of the calendar');
    },
  );

  it.each(['', '2025-6-14', '20250614', '2025-06-14T00:00', ' 2025-06-14', '2025-06-14\n', '2025-06'])(
    'refuses %j for its form',
    (text) => {
      expect(() => civilDay(text)).toThrow('for example 2025-06-14');
    },
  );

  it('is the day in Kyiv unless another zone is named, summer time counted', () => {
    expect(dayOf(new Date('2025-06-14T20:59:59Z'))).toBe('2025-06-14');
    expect(dayOf(new Date('2025-06-14T21:00:00Z'))).toBe('2025-06-15');
    expect(dayOf(new Date('2025-12-31T21:59:59Z'))).toBe('2025-12-31');
    expect(dayOf(new Date('2025-12-31T22:00:00Z'))).toBe('2026-01-01');
    expect(dayOf(new Date('2025-06-14T21:00:00Z'), 'UTC')).toBe('2025-06-14');
  });

  it('refuses an unknown zone and an invalid instant', () => {
    expect(() => dayOf(new Date(0), 'Europe/Nowhere')).toThrow(RangeError);
    expect(() => dayOf(new Date(NaN))).toThrow(RangeError);
  });
});
