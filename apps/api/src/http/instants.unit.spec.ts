import { describe, expect, it } from '@jest/globals';
import { instantIn } from './instants.js';

describe('An instant in a request', () => {
  it.each([
    ['2025-06-14T18:00:00+03:00', '2025-06-14T15:00:00.000Z'],
    ['2025-06-14T15:00:00.5Z', '2025-06-14T15:00:00.500Z'],
    ['2025-06-14', '2025-06-14T20:59:59.999Z'],
    ['2025-01-14', '2025-01-14T21:59:59.999Z'],
    ['2025-03-29', '2025-03-29T21:59:59.999Z'],
    ['2025-03-30', '2025-03-30T20:59:59.999Z'],
    ['2025-10-26', '2025-10-26T21:59:59.999Z'],
  ])('%s is %s', (text, instant) => {
    expect(instantIn(text)?.toISOString()).toBe(instant);
  });

  it.each([
    '2025-06-14T18:00:00',
    '2025-02-30',
    '2025-02-30T10:00:00Z',
    '14.06.2025',
    '2025-06-14T25:00:00Z',
    '',
    5,
    null,
  ])('%p is none', (text) => {
    expect(instantIn(text)).toBeUndefined();
  });
});
