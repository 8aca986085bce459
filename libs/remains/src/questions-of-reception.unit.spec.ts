import { describe, expect, it } from '@jest/globals';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { difference } from '#libs/kernel/src/two-times/difference.js';
import { questionsOfReception } from './questions-of-reception.js';
import type { ReceptionEvent } from './reception-events.js';
import { counted, otherSource, received, source } from './testing/sayings.js';

const entriesOf = (events: readonly ReceptionEvent[]) =>
  events.map((event, revision) => ({ revision, event }));
const history = [
  received(),
  counted(),
  counted({ count: 1250, bound: 'about', occurredAt: edtf('2025-06-20') }),
];
const fact = (question: string, day: string | null = null) =>
  questionsOfReception(entriesOf(history))
    .get(question)
    ?.fact(day === null ? null : () => civilDay(day));
const first = {
  speaker: 'other-side',
  count: 1248,
  bound: 'exact',
  statedAt: '2025-06-16',
  basis: otherSource,
};
const second = { ...first, count: 1250, bound: 'about', statedAt: '2025-06-20' };

describe('The questions about a reception', () => {
  it('are what was received, and what each speaker counted', () => {
    expect([...questionsOfReception(entriesOf(history)).keys()]).toEqual([
      'received',
      'counts by coordination-headquarters',
      'counts by other-side',
    ]);
    expect(questionsOfReception([]).size).toBe(0);
    const { counts: _, ...without } = received().data;
    expect(fact('received')).toEqual({ value: without, because: 0 });
    expect(fact('counts by coordination-headquarters')).toMatchObject({
      value: [{ count: 1245, basis: source }],
      because: 0,
    });
  });

  it('keep every count of a speaker: none replaces another', () => {
    expect(fact('counts by other-side')).toEqual({ value: [first, second], because: 2 });
    expect(fact('counts by other-side', '2025-06-15')).toEqual({ kind: 'unknown' });
    expect(fact('counts by other-side', '2025-06-16')).toEqual({
      kind: 'certain',
      value: [first],
      because: [1],
    });
    expect(fact('counts by other-side', '2025-06-20')).toEqual({
      kind: 'certain',
      value: [first, second],
      because: [1, 2],
    });
  });

  it('take two counts of a speaker in one event as stated by that event', () => {
    const [count] = received().data.counts;
    const both = received({ counts: count === undefined ? [] : [count, { ...count, bound: 'cumulative' }] });
    const asked = questionsOfReception(entriesOf([both])).get('counts by coordination-headquarters');
    expect(asked?.fact(null)).toMatchObject({
      value: [{ bound: 'exact' }, { bound: 'cumulative' }],
      because: 0,
    });
    expect(asked?.told).toEqual([0]);
  });

  it('differ by the count whose day has passed', () => {
    const on = (day: string) => ({ entries: entriesOf(history), validAt: civilDay(day) });
    expect(difference(questionsOfReception, on('2025-06-16'), on('2025-06-20'))).toMatchObject([
      { question: 'counts by other-side', causes: [{ revision: 2, how: 'day' }] },
    ]);
  });
});
