import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { certainlyBefore } from '#libs/kernel/src/edtf/span.js';
import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { CaseStatement } from '../case-events.js';
import { statements } from '../testing/histories.js';
import { capture, closing, homecoming, note, reopening, repatriation, transfer } from '../testing/sayings.js';
import { inOrder } from './in-order.js';

const recorded = (...events: CaseStatement[]) => events.map((event, revision) => ({ revision, event }));
const orderOf = (...events: CaseStatement[]) => inOrder(recorded(...events)).map(({ revision }) => revision);
const dayOf = (n: number) => edtf(`2023-01-${String(n + 1).padStart(2, '0')}`);
const onDay = (event: CaseStatement, n: number) =>
  ({ ...event, data: { ...event.data, occurredAt: dayOf(n) } }) as CaseStatement;
const isOurs = ({ event }: Entry<CaseStatement>) => /^Case/.test(event.type);
const chronicles = fc.array(statements, { maxLength: 20, size: 'max' });

describe('The order of statements', () => {
  it('is that of recording where the dates do not say more', () => {
    const vague = edtf('2022');
    expect(orderOf(note({ occurredAt: vague }), capture({ occurredAt: vague }), note())).toEqual([0, 1, 2]);
  });

  it('puts what certainly happened before another before it, however late it was heard of', () => {
    expect(orderOf(capture(), homecoming(), transfer())).toEqual([0, 2, 1]);
    expect(orderOf(repatriation(), capture())).toEqual([1, 0]);
  });

  it('puts what may have happened in a captivity into it', () => {
    expect(orderOf(capture(), homecoming(), transfer({ occurredAt: edtf('2025') }))).toEqual([0, 2, 1]);
    expect(orderOf(homecoming(), capture({ occurredAt: edtf('2025-06') }))).toEqual([1, 0]);
    expect(orderOf(capture(), homecoming(), capture({ occurredAt: edtf('2025-06') }))).toEqual([0, 1, 2]);
  });

  it('puts what may have happened before the remains came home before that', () => {
    expect(orderOf(repatriation(), capture({ occurredAt: edtf('2025') }))).toEqual([1, 0]);
  });

  it('leaves what is about our own work as it was recorded', () => {
    const late = [closing(), note({ occurredAt: edtf('2020') }), reopening({ occurredAt: edtf('2019') })];
    expect(orderOf(homecoming(), ...late)).toEqual([2, 0, 1, 3]);
  });

  it('is left as it is by exact dates that were recorded in order', () => {
    fc.assert(
      fc.property(chronicles, (chronicle) => {
        const told = recorded(...chronicle.map(onDay));
        expect(inOrder(told)).toEqual(told);
      }),
    );
  });

  it('is the same for exact dates, in whatever order they were heard of', () => {
    const shuffled = chronicles.chain((chronicle) => {
      const told = recorded(...chronicle.map(onDay)).filter((entry) => !isOurs(entry));
      return fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length }));
    });
    fc.assert(fc.property(shuffled, ([told, heard]) => expect(inOrder(heard)).toEqual(told)));
  });

  it('never puts a statement before one that certainly happened earlier, nor loses or doubles one', () => {
    fc.assert(
      fc.property(chronicles, (chronicle) => {
        const told = recorded(...chronicle);
        const placed = inOrder(told);
        expect(placed.toSorted((a, b) => a.revision - b.revision)).toEqual(told);
        const ofPerson = placed.filter((entry) => !isOurs(entry));
        for (const [index, { event }] of ofPerson.entries())
          for (const later of ofPerson.slice(index + 1))
            expect(certainlyBefore(later.event.data.occurredAt, event.data.occurredAt)).toBe(false);
      }),
    );
  });
});
