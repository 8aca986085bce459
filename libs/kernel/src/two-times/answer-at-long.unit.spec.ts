import { describe, expect, it } from '@jest/globals';
import { civilDay } from '../edtf/civil-day.js';
import { edtf } from '../edtf/edtf.js';
import { answerAt } from './answer-at.js';
import type { Dated } from './answer-at.js';
import { captivityLike, told } from './testing/captivity-like.js';
import type { Happening, Phase } from './testing/captivity-like.js';

describe('A long history', () => {
  const counting = { steps: 0 };
  const counted = {
    ...captivityLike,
    step(value: Phase, event: Happening) {
      counting.steps += 1;
      return captivityLike.step(value, event);
    },
  };
  const stepsOf = <E extends Happening>(statements: readonly Dated<E>[], day: string) => {
    counting.steps = 0;
    const answer = answerAt(counted, statements, civilDay(day));
    return { answer, steps: counting.steps };
  };

  it('of sixty statements with ordered dates costs about a step for each', () => {
    const cycle = ['Captured', 'Confirmed', 'Returned'] as const;
    const statements = told(
      ...Array.from({ length: 60 }, (_, i): [Happening, string] => [
        cycle[i % 3] ?? 'Captured',
        String(1900 + i),
      ]),
    );
    const { answer, steps } = stepsOf(statements, '1959-12-31');
    expect(answer).toEqual({ kind: 'certain', value: 'released', because: [59] });
    expect(steps).toBeLessThanOrEqual(60);
  });

  it('of twelve statements on one day is answered exactly', () => {
    const statements = told(
      ['Captured', '2022-05-20'],
      ...Array.from({ length: 10 }, (): [Happening, string] => ['Confirmed', '2022-05-20']),
      ['Returned', '2022-05-20'],
    );
    const { answer, steps } = stepsOf(statements, '2022-05-20');
    expect(answer).toEqual({
      kind: 'possible',
      values: [
        { value: 'alleged', because: [0] },
        { value: 'confirmed', because: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
        { value: 'released', because: [11] },
      ],
    });
    expect(steps).toBeLessThan(12 * 2 ** 12 * 4);
  });

  it('that is too tangled to be followed is answered with all that is possible, never as certain', () => {
    const statements = told(
      ['Captured', 'XXXX'],
      ...Array.from({ length: 40 }, (): [Happening, string] => ['Confirmed', 'XXXX']),
      ['Returned', 'XXXX'],
    );
    const { answer, steps } = stepsOf(statements, '2022-05-20');
    expect(answer).toMatchObject({ kind: 'possible' });
    expect(answer.kind === 'possible' && answer.values.map(({ value }) => value).sort()).toEqual([
      'alleged',
      'confirmed',
      'none',
      'released',
    ]);
    expect(steps).toBeLessThan(2_000_000);
  });

  it('whose tangle leaves more values open than anyone can read is answered as unknown', () => {
    const counter = { start: 0, step: (value: number, by: number) => value + by, same: Object.is };
    const undated = Array.from({ length: 40 }, (_, revision) => ({
      revision,
      event: revision + 1,
      occurredAt: edtf('XXXX'),
    }));
    expect(answerAt(counter, undated, civilDay('2022-05-20'))).toEqual({ kind: 'unknown' });
  });
});
