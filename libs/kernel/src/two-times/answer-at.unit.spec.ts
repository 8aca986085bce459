import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { civilDay } from '../edtf/civil-day.js';
import { edtf } from '../edtf/edtf.js';
import { answerAt } from './answer-at.js';
import type { Answer } from './answer-at.js';
import { bruteForce, isContradictory } from './testing/brute-force.js';
import { captivityLike, told } from './testing/captivity-like.js';
import type { Happening, Phase, Statement } from './testing/captivity-like.js';

const at = (statements: Statement[], day: string) => answerAt(captivityLike, statements, civilDay(day));

const may = (day: number) => civilDay(`2022-05-${String(day).padStart(2, '0')}`);

interface Interval {
  from: number | null;
  to: number | null;
}
const textOf = ({ from, to }: Interval) => {
  if (from === null && to === null) return edtf('XXXX');
  return edtf(`${from === null ? '..' : may(from)}/${to === null ? '..' : may(to)}`);
};
const end = fc.option(fc.integer({ min: 1, max: 9 }), { freq: 8 });
const interval = fc.tuple(end, end).map(([a, b]): Interval => {
  return a !== null && b !== null && a > b ? { from: b, to: a } : { from: a, to: b };
});
const happening = fc.constantFrom<Happening>('Captured', 'Confirmed', 'Returned');
const history = (maxLength: number) =>
  fc
    .array(fc.record({ event: happening, interval }), { minLength: 1, maxLength })
    .map((items) => items.map((item, revision) => ({ ...item, revision })));
const dated = (items: { event: Happening; interval: Interval; revision: number }[]): Statement[] =>
  items.map(({ event, interval, revision }) => ({ event, revision, occurredAt: textOf(interval) }));
const askedDay = fc.integer({ min: 1, max: 10 }).map(may);

const byValue = (answer: Answer<Phase>) =>
  answer.kind === 'possible'
    ? { ...answer, values: [...answer.values].sort((a, b) => a.value.localeCompare(b.value)) }
    : answer;

describe('The answer for a day', () => {
  it('is unknown while nothing may have happened', () => {
    expect(at([], '2022-05-20')).toEqual({ kind: 'unknown' });
    expect(at(told(['Captured', '2022-05-20']), '2022-05-19')).toEqual({ kind: 'unknown' });
  });

  it('is certain from the day itself when the date is exact', () => {
    const answer = at(told(['Captured', '2022-05-20'], ['Returned', '2025-06-14']), '2022-05-20');
    expect(answer).toEqual({ kind: 'certain', value: 'alleged', because: [0] });
  });

  it('is possible within an interval and names the event behind each value', () => {
    const history = told(['Captured', '2022-05'], ['Returned', '2025-06-14']);
    expect(at(history, '2022-05-20')).toEqual({
      kind: 'possible',
      values: [
        { value: 'none', because: [] },
        { value: 'alleged', because: [0] },
      ],
    });
    expect(at(history, '2022-05-31')).toEqual({ kind: 'certain', value: 'alleged', because: [0] });
  });

  it('does not order a day by what was recorded first, but by what the axis permits', () => {
    const history = told(['Returned', '2022-05-20'], ['Captured', '2022-05-20']);
    expect(at(history, '2022-05-20')).toEqual({ kind: 'certain', value: 'released', because: [0] });
  });

  it('lets a later confirmation prove that an uncertain return had not happened before it', () => {
    const history = told(
      ['Captured', '2022-05-01'],
      ['Returned', '2022-06/2023'],
      ['Confirmed', '2022-12-01'],
    );
    expect(at(history, '2022-11-30')).toEqual({ kind: 'certain', value: 'alleged', because: [0] });
  });

  it('is never certain as long as perhaps nothing has happened', () => {
    const silent = { ...captivityLike, step: (value: Phase) => value };
    const answer = answerAt(silent, told(['Captured', 'XXXX']), civilDay('2022-05-20'));
    expect(answer).toEqual({ kind: 'possible', values: [{ value: 'none', because: [] }] });
  });

  it('is never certain when the dates contradict each other', () => {
    const history = told(['Captured', '2023-05-20'], ['Returned', '2022-01-05']);
    expect(at(history, '2024-01-01')).toEqual({
      kind: 'possible',
      values: [{ value: 'alleged', because: [0] }],
    });
  });

  it('does not let a contradiction reach back to earlier days', () => {
    const history = told(['Captured', '2022-05-20'], ['Returned', '2023-01-05'], ['Returned', '2024-01-05']);
    expect(at(history, '2022-12-31')).toEqual({ kind: 'certain', value: 'alleged', because: [0] });
    expect(at(history, '2023-12-31')).toEqual({ kind: 'certain', value: 'released', because: [1] });
    expect(at(history, '2024-12-31')).toMatchObject({ kind: 'possible', values: [{ value: 'released' }] });
  });

  it('is what trying every order gives, up to six statements', () => {
    fc.assert(
      fc.property(history(6), askedDay, (items, day) => {
        const statements = dated(items);
        const answer = answerAt(captivityLike, statements, day);
        expect(byValue(answer)).toEqual(byValue(bruteForce(statements, day)));
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order in which the statements are given', () => {
    fc.assert(
      fc.property(history(6), askedDay, (items, day) => {
        const statements = dated(items);
        expect(answerAt(captivityLike, statements.toReversed(), day)).toEqual(
          answerAt(captivityLike, statements, day),
        );
      }),
    );
  });

  it('is the plain fold when dates are exact, distinct and recorded in order', () => {
    fc.assert(
      fc.property(
        fc.array(happening, { maxLength: 20 }),
        fc.integer({ min: 0, max: 25 }),
        (events, asked) => {
          let value: Phase = captivityLike.start;
          let because: number[] = [];
          let heldThen = { value, because };
          const statements: Statement[] = [];
          for (const event of events) {
            const next = captivityLike.step(value, event);
            if (next === undefined) continue;
            const revision = statements.length;
            statements.push({ revision, event, occurredAt: edtf(may(revision + 1)) });
            if (next !== value) [value, because] = [next, [revision]];
            if (revision + 1 <= asked) heldThen = { value, because };
          }
          const answer = answerAt(
            captivityLike,
            statements,
            asked === 0 ? civilDay('2022-04-30') : may(asked),
          );
          const nothingYet = asked === 0 || statements.length === 0;
          expect(answer).toEqual(nothingYet ? { kind: 'unknown' } : { kind: 'certain', ...heldThen });
        },
      ),
    );
  });

  it('never becomes certain because a date was widened', () => {
    const widening = fc.record({ before: fc.option(fc.nat(4)), after: fc.option(fc.nat(4)) });
    const wider = (
      { from, to }: Interval,
      by: { before: number | null; after: number | null },
    ): Interval => ({
      from: from === null || by.before === null ? null : Math.max(1, from - by.before),
      to: to === null || by.after === null ? null : to + by.after,
    });
    fc.assert(
      fc.property(history(5), fc.array(widening, { minLength: 5 }), askedDay, (items, by, day) => {
        const narrow = dated(items);
        fc.pre(!isContradictory(narrow, day));
        const wide = dated(
          items.map((item, i) => ({
            ...item,
            interval: wider(item.interval, by[i] ?? { before: 0, after: 0 }),
          })),
        );
        const before = answerAt(captivityLike, narrow, day);
        const after = answerAt(captivityLike, wide, day);
        if (after.kind === 'certain') expect(before).toMatchObject({ kind: 'certain', value: after.value });
      }),
      { numRuns: 500 },
    );
  });
});
