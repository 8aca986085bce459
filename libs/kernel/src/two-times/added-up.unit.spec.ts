import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { civilDay } from '../edtf/civil-day.js';
import { edtf } from '../edtf/edtf.js';
import { addedUp, type Sum } from './added-up.js';
import { answerAt, type Answer, type Dated } from './answer-at.js';

const sum: Sum<number, number> = { start: 0, step: (value, more) => value + more, same: Object.is };
const said = (...figures: readonly (readonly [number, string])[]): Dated<number>[] =>
  figures.map(([event, date], revision) => ({ event, revision, occurredAt: edtf(date) }));
const on = (told: readonly Dated<number>[], day: string) => addedUp(sum, told).fact(() => civilDay(day));

/** What is said of the values, whatever brought them about. */
const values = (answer: Answer<unknown>): unknown => {
  switch (answer.kind) {
    case 'unknown':
      return answer.kind;
    case 'certain':
      return [answer.kind, answer.value];
    case 'possible':
      return [answer.kind, new Set(answer.values.map(({ value }) => value))];
  }
};

describe('What adds up', () => {
  it('is the sum of what certainly happened by the end of a day, because of all of it', () => {
    const told = said([4, '2025-06-14'], [3, '2025-06-14'], [2, '2025-06-15']);
    expect(on(told, '2025-06-13')).toEqual({ kind: 'unknown' });
    expect(on(told, '2025-06-14')).toEqual({ kind: 'certain', value: 7, because: [0, 1] });
    expect(on(told, '2025-06-15')).toEqual({ kind: 'certain', value: 9, because: [0, 1, 2] });
    expect(addedUp(sum, told).fact(null)).toEqual({ value: 9, because: 2 });
  });

  it('is every sum that uncertain dates leave possible', () => {
    expect(on(said([4, '2025-06-14'], [3, '2025-06']), '2025-06-14')).toEqual({
      kind: 'possible',
      values: [
        { value: 4, because: [0] },
        { value: 7, because: [0, 1] },
      ],
    });
    expect(on(said([4, '2025-06']), '2025-06-14')).toEqual({
      kind: 'possible',
      values: [
        { value: 0, because: [] },
        { value: 4, because: [0] },
      ],
    });
  });

  it('costs no more for many on one day, where an axis would try every order', () => {
    const many = said(...Array.from({ length: 60 }, () => [1, '2025-06-14'] as const));
    expect(answerAt(sum, many, civilDay('2025-06-14'))).not.toMatchObject({ kind: 'certain' });
    expect(on(many, '2025-06-14')).toMatchObject({ kind: 'certain', value: 60 });
  });

  it('is not said where more than a hundred sums are possible', () => {
    const powers = Array.from({ length: 8 }, (_, n) => [2 ** n, '2025-06'] as const);
    expect(on(said(...powers.slice(0, 6)), '2025-06-14')).toMatchObject({ kind: 'possible' });
    expect(on(said(...powers), '2025-06-14')).toEqual({ kind: 'unknown' });
  });

  it('has the values that trying every order gives', () => {
    const date = fc.constantFrom(
      '2025-06-12',
      '2025-06-14',
      '2025-06',
      '2025-06-13/2025-06-15',
      '../2025-06-14',
      'XXXX',
    );
    const figures = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), date), { maxLength: 5 });
    const day = fc.constantFrom('2025-06-11', '2025-06-13', '2025-06-14', '2025-07-01');
    fc.assert(
      fc.property(figures, day, (some, asOf) => {
        const told = said(...some);
        const answer = addedUp(sum, told).fact(() => civilDay(asOf)) as Answer<unknown>;
        expect(values(answer)).toEqual(values(answerAt(sum, told, civilDay(asOf))));
      }),
    );
  });
});
