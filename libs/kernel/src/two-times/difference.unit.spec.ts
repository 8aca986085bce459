import { describe, expect, it } from '@jest/globals';
import { civilDay } from '../edtf/civil-day.js';
import { edtf } from '../edtf/edtf.js';
import { standing, type Entry } from '../statements/standing.js';
import type { StatementWithdrawn } from '../statements/statement-withdrawn.event.js';
import { difference, type Questions } from './difference.js';
import { asked } from './question.js';
import { captivityLike, type Happening } from './testing/captivity-like.js';

type Happened = { readonly type: Happening; readonly on: string };
type Event = Happened | StatementWithdrawn;

const questions: Questions<Entry<Event>> = (entries) => {
  const told = standing<Happened>(entries).map(({ revision, event }) => ({
    revision,
    event: event.type,
    occurredAt: edtf(event.on),
  }));
  return new Map(told.length === 0 ? [] : [['captivity', asked(captivityLike, told)]]);
};
const basis = [{ kind: 'source', speaker: 'icrc' }] as const;
const withdrawn = (revision: number): StatementWithdrawn => ({
  type: 'StatementWithdrawn',
  data: { revision, occurredAt: edtf('2025-06-20'), reason: 'entered-in-error', note: null, basis },
});
const history: readonly Entry<Event>[] = [
  { type: 'Captured' as const, on: '2022-05' },
  { type: 'Confirmed' as const, on: '2022-08-10' },
  { type: 'Returned' as const, on: '2025-06-14' },
  withdrawn(2),
  withdrawn(3),
].map((event, revision) => ({ revision, event }));
const known = (events: number, day: string | null = null) => ({
  entries: history.slice(0, events),
  validAt: day === null ? null : civilDay(day),
});
const causes = (from: ReturnType<typeof known>, to: ReturnType<typeof known>) =>
  difference(questions, from, to).map((changed) =>
    changed.causes.map(({ revision, how }) => `${how} ${revision}`),
  );

describe('The difference between two views', () => {
  it('names what was recorded between them, and only what the change needs', () => {
    expect(difference(questions, known(1), known(3))).toEqual([
      {
        question: 'captivity',
        from: { value: 'alleged', because: 0 },
        to: { value: 'released', because: 2 },
        causes: [{ revision: 2, how: 'recorded' }],
      },
    ]);
  });

  it('names a withdrawal, and the withdrawal of a withdrawal', () => {
    expect(causes(known(3), known(4))).toEqual([['withdrawn 3']]);
    expect(causes(known(4), known(5))).toEqual([['withdrawn 4']]);
    expect(causes(known(3), known(5))).toEqual([]);
  });

  it('tells the way back too: what the second view does not know is what caused it', () => {
    expect(causes(known(3), known(2))).toEqual([['recorded 2']]);
    expect(causes(known(4), known(3))).toEqual([['withdrawn 3']]);
    expect(causes(known(2), known(0))).toEqual([['recorded 0', 'recorded 1']]);
  });

  it('names the events whose day has passed', () => {
    expect(causes(known(3, '2025-06-13'), known(3, '2025-06-14'))).toEqual([['day 2']]);
    expect(causes(known(3, '2022-05-10'), known(3, '2022-05-31'))).toEqual([['day 0']]);
    expect(causes(known(3, '2025-06-14'), known(3, '2025-06-13'))).toEqual([['day 2']]);
    expect(causes(known(3, '2022-09-01'), known(3, '2025-06-13'))).toEqual([]);
  });

  it('tells both apart where a later day is seen with more known', () => {
    expect(causes(known(2, '2022-06-01'), known(3, '2025-06-20'))).toEqual([['recorded 2']]);
    expect(causes(known(1, '2022-04-30'), known(2, '2022-08-10'))).toEqual([['recorded 1']]);
    expect(causes(known(1, '2022-04-30'), known(2, '2022-06-01'))).toEqual([['day 0']]);
  });

  it('compares neither a day with what stands, nor views of which neither knows all that the other knows', () => {
    expect(() => difference(questions, known(3), known(3, '2025-06-14'))).toThrow(
      /both views a day, or neither/,
    );
    const other = { entries: history.slice(1, 3), validAt: null };
    expect(() => difference(questions, known(3), other)).toThrow(RangeError);
  });
});
