import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { stateAfter } from '#libs/kernel/src/testing/given.js';
import type { ExchangeEvent } from './exchange-events.js';
import { exchanges, handedOver } from './exchange-state.js';
import { questionsOfExchange } from './questions-of-exchange.js';
import { completed, confirmed, embargo, people, planned } from './testing/sayings.js';
import { toldOfExchange } from './told-of-exchange.js';

const questionsOf = (events: readonly ExchangeEvent[]) =>
  questionsOfExchange(events.map((event, revision) => ({ revision, event: toldOfExchange(event) })));
const fact = (question: string, events: readonly ExchangeEvent[], day: string | null = null) =>
  questionsOf(events)
    .get(question)
    ?.fact(day === null ? null : () => civilDay(day));

const life = [
  planned(),
  embargo(),
  confirmed({ manifest: people(1, 3) }),
  confirmed({ part: 2, manifest: people(4, 5) }),
  completed({ occurredAt: edtf('2025-07-23') }),
];

describe('The questions about an exchange', () => {
  it('are none before anything is known of it', () => {
    expect(questionsOf([]).size).toBe(0);
    expect([...questionsOf([planned()]).keys()]).toEqual(['planned', 'embargo', 'handedOver', 'completed']);
  });

  it('tell what was planned', () => {
    const { basis: _, ...plan } = planned().data;
    expect(fact('planned', life)).toEqual({ value: plan, because: 0 });
    expect(fact('planned', life, '2025-06-11')).toEqual({ kind: 'unknown' });
    expect(fact('planned', life, '2025-06-12')).toEqual({ kind: 'certain', value: plan, because: [0] });
  });

  it('tell the embargo as of a day, and as it stands', () => {
    expect(fact('embargo', [planned()])).toEqual({ value: 'never-placed', because: null });
    expect(fact('embargo', life)).toEqual({ value: 'lifted', because: 4 });
    expect(fact('embargo', life, '2025-06-11')).toEqual({ kind: 'unknown' });
    expect(fact('embargo', life, '2025-06-14')).toEqual({ kind: 'certain', value: 'in-force', because: [1] });
  });

  it('add up the figures over the parts of the manifest', () => {
    expect(fact('handedOver', [planned()])).toMatchObject({ value: { total: 0 }, because: null });
    expect(fact('handedOver', life)).toMatchObject({ value: { total: 5 }, because: 3 });
    expect(fact('handedOver', life, '2025-06-13')).toEqual({ kind: 'unknown' });
    expect(fact('handedOver', life, '2025-06-14')).toMatchObject({
      kind: 'certain',
      value: { total: 5, byCategory: [{ category: 'seriously-ill-or-wounded', count: 5 }] },
      because: [2, 3],
    });
  });

  it('tell whether it is complete', () => {
    expect(fact('completed', life.slice(0, 4))).toEqual({ value: false, because: null });
    expect(fact('completed', life, '2025-07-22')).toEqual({ kind: 'unknown' });
    expect(fact('completed', life, '2025-07-23')).toEqual({ kind: 'certain', value: true, because: [4] });
  });

  it('are answered, as it stands, as its state is, whatever was recorded in any order', () => {
    const any = fc.constantFrom(planned(), embargo(), confirmed(), completed());
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 8 }), (some) => {
        const events = some.map((event, part) =>
          event.type === 'HandoverConfirmed'
            ? confirmed({ part, manifest: people(part * 2, part * 2 + 1) })
            : event,
        );
        const state = stateAfter(exchanges, events);
        const total = handedOver(state).size;
        expect(fact('handedOver', events)).toMatchObject({ value: { total } });
        expect(fact('completed', events)).toMatchObject({ value: state.completed !== null });
        expect(fact('planned', events)).toMatchObject(
          state.planned === null ? { value: null } : { value: { ordinal: 4 } },
        );
      }),
    );
  });
});

describe('What is told of an exchange', () => {
  it('names nobody, and nothing that it rests on', () => {
    const told = JSON.stringify(life.map(toldOfExchange));
    for (const event of life) expect(told).toContain(event.type);
    const [first] = people(1, 1);
    expect(told).not.toContain(first?.case);
    expect(told).not.toContain(embargo().data.needToKnow[0]);
    expect(told).not.toContain('basis');
  });
});
