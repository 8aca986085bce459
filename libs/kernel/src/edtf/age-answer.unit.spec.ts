import { describe, expect, it } from '@jest/globals';
import { ageAnswer } from './age-answer.js';
import { civilDay } from './civil-day.js';
import { edtf } from './edtf.js';

const JUNE_2 = civilDay('2025-06-02');

describe('Age at a reference date', () => {
  it.each([
    ['2007-06-02', 'yes'],
    ['2007-06-03', 'no'],
    ['1999-06-03', 'yes'],
    ['1999-06-02', 'no'],
    ['2003', 'yes'],
    ['2007', 'maybe'],
    ['2007-06', 'maybe'],
    ['2007-05', 'yes'],
    ['199X', 'maybe'],
    ['198X', 'no'],
    ['XXXX', 'maybe'],
    ['2000/..', 'maybe'],
    ['../1998', 'no'],
    ['2026', 'no'],
  ])('of one born %s is 18 to 25 on 2 June 2025: %s', (birth, answer) => {
    expect(ageAnswer(edtf(birth), JUNE_2, { atLeast: 18, atMost: 25 })).toBe(answer);
  });

  it('tells "18 to 25" from "under 25", and one reference date from another', () => {
    const birth = edtf('2000-01-10');
    expect(ageAnswer(birth, JUNE_2, { atLeast: 18, atMost: 25 })).toBe('yes');
    expect(ageAnswer(birth, JUNE_2, { atMost: 24 })).toBe('no');
    expect(ageAnswer(birth, civilDay('2025-01-09'), { atMost: 24 })).toBe('yes');
  });

  it('completes the year of a 29 February on 1 March of a common year', () => {
    expect(ageAnswer(edtf('2004-02-29'), civilDay('2022-02-28'), { atLeast: 18 })).toBe('no');
    expect(ageAnswer(edtf('2004-02-29'), civilDay('2022-03-01'), { atLeast: 18 })).toBe('yes');
  });

  it('does not count one who is not yet born', () => {
    expect(ageAnswer(edtf('2025-06-03'), JUNE_2, { atMost: 25 })).toBe('no');
  });
});
