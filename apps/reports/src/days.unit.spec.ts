import { describe, expect, it } from '@jest/globals';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { fullYears, mayBeOn, weekOf } from './days.js';

describe('The days of a report', () => {
  it.each(['2025-06-09', '2025-06-14', '2025-06-15'])('of %s are its week, Monday to Sunday', (day) => {
    expect(weekOf(civilDay(day))).toEqual({ from: '2025-06-09', to: '2025-06-15' });
  });

  it('of a week reach over the end of a year', () => {
    expect(weekOf(civilDay('2026-01-01'))).toEqual({ from: '2025-12-29', to: '2026-01-04' });
  });

  it.each([
    ['2025-06-09', true],
    ['2025-06-15', true],
    ['2025-06-16', false],
    ['2025-06-08', false],
    ['2025-06', true],
    ['2025-06-01/2025-06-09', true],
    ['XXXX', false],
    ['2025-06-10/..', false],
  ])('take what happened at %p: %p', (date, taken) => {
    expect(mayBeOn(weekOf(civilDay('2025-06-14')), edtf(date))).toBe(taken);
  });

  it('count full years', () => {
    const years = (from: string, to: string) => fullYears(civilDay(from), civilDay(to));
    expect([years('2022-05-20', '2025-05-19'), years('2022-05-20', '2025-05-20')]).toEqual([2, 3]);
    expect([years('2024-02-29', '2025-02-28'), years('2024-02-29', '2025-03-01')]).toEqual([0, 1]);
  });
});
