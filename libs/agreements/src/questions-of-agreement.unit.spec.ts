import { describe, expect, it } from '@jest/globals';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { difference } from '#libs/kernel/src/two-times/difference.js';
import type { AgreementEvent } from './agreement-events.js';
import { questionsOfAgreement } from './questions-of-agreement.js';
import { reached, stated } from './testing/sayings.js';

const entriesOf = (events: readonly AgreementEvent[]) =>
  events.map((event, revision) => ({ revision, event }));
const history = [
  reached(),
  stated({ figure: 6057 }),
  stated({ figure: 6060, speaker: 'interior-minister', occurredAt: edtf('2025-07') }),
];
const fact = (question: string, day: string | null = null) =>
  questionsOfAgreement(entriesOf(history))
    .get(question)
    ?.fact(day === null ? null : () => civilDay(day));

describe('The questions about an agreement', () => {
  it('are its terms, and each figure stated of it: none replaces another', () => {
    expect([...questionsOfAgreement(entriesOf(history)).keys()]).toEqual([
      'terms',
      'figure, entry 1',
      'figure, entry 2',
    ]);
    expect(questionsOfAgreement([]).size).toBe(0);
    expect(fact('terms')).toEqual({ value: reached().data, because: 0 });
    expect(fact('figure, entry 1')).toEqual({ value: history[1]?.data, because: 1 });
  });

  it('are answered as of a day, as certainly as the dates allow', () => {
    expect(fact('figure, entry 1', '2025-06-15')).toEqual({ kind: 'unknown' });
    expect(fact('figure, entry 1', '2025-06-16')).toMatchObject({ kind: 'certain', because: [1] });
    expect(fact('figure, entry 2', '2025-07-10')).toMatchObject({
      kind: 'possible',
      values: [{ value: null }, { value: { figure: 6060 }, because: [2] }],
    });
  });

  it('keep to the terms that were recorded first', () => {
    const again = entriesOf([reached(), reached({ title: 'Another' })]);
    expect(questionsOfAgreement(again).get('terms')?.fact(null)).toEqual({
      value: reached().data,
      because: 0,
    });
  });

  it('differ by the figure that was stated between two views', () => {
    const at = (length: number) => ({ entries: entriesOf(history.slice(0, length)), validAt: null });
    expect(difference(questionsOfAgreement, at(2), at(3))).toEqual([
      {
        question: 'figure, entry 2',
        from: null,
        to: { value: history[2]?.data, because: 2 },
        causes: [{ revision: 2, how: 'recorded' }],
      },
    ]);
  });
});
