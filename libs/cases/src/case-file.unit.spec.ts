import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { known } from '#libs/kernel/src/personal.js';
import type { Answer } from '#libs/kernel/src/two-times/answer-at.js';
import { stateAfter, TODAY } from '#libs/kernel/src/testing/given.js';
import { statementsOn } from './axes/axes-of.js';
import { captivityAxis } from './axes/captivity.axis.js';
import { whereaboutsAxis } from './axes/whereabouts.axis.js';
import { caseFile, caseFileAt, contradictions } from './case-file.js';
import type { CaseEvent, CaseStatement } from './case-events.js';
import { cases, statementsThatStand } from './state.js';
import { statements } from './testing/histories.js';
import {
  admission,
  agreement,
  capture,
  confirmation,
  contact,
  deathReport,
  escape,
  exchange,
  homecoming,
  identity,
  listing,
  opened,
  otherAgreement,
  repatriation,
  transfer,
  withdrawal,
} from './testing/sayings.js';

const standing = (...events: CaseEvent[]) => statementsThatStand(stateAfter(cases, [opened(), ...events]));
const fileOf = (...events: CaseEvent[]) => caseFile(standing(...events));
const under = (file: ReturnType<typeof fileOf>) =>
  file.listings.map((listed) => [listed.agreement, listed.listing.value.phase]);

describe('The axes of a case', () => {
  it('are at their start in a case that was only opened', () => {
    const { search, captivity, identity: person, listings } = fileOf();
    expect(search).toEqual({ value: 'open', because: null });
    expect(captivity.value.phase).toBe('none-known');
    expect(person.value).toBeNull();
    expect(listings).toEqual([]);
  });

  it('keep the search open over a confirmation by the ICRC, and close it on a return', () => {
    expect(fileOf(capture(), confirmation()).search.value).toBe('open');
    expect(fileOf(capture(), confirmation(), homecoming()).search).toEqual({ value: 'closed', because: 3 });
  });

  it('count the episodes of captivity and open the search again', () => {
    const again = fileOf(capture(), homecoming(), capture({ occurredAt: edtf('2025-06-25') }));
    expect(again.captivity.value).toEqual({ phase: 'alleged', episode: 2, capture: true });
    expect(again.search.value).toBe('open');
  });

  it('never weaken a confirmation by the ICRC with an unofficial one', () => {
    const { captivity } = fileOf(capture(), confirmation(), confirmation({ by: 'unofficial' }));
    expect(captivity).toMatchObject({ value: { phase: 'confirmed-by-icrc' }, because: 2 });
  });

  it('tell of each agreement by itself', () => {
    const second = listing({ agreement: otherAgreement, category: 'general' });
    const staged = listing({ listing: 'in-a-stage', exchange });
    expect(under(fileOf(capture(), listing(), second, staged, homecoming()))).toEqual([
      [agreement, 'handed-over'],
      [otherAgreement, 'proposed'],
    ]);
  });

  it('tell of one who died while listed, but not of one who was removed before', () => {
    const removed = listing({ agreement: otherAgreement, listing: 'removed' });
    expect(under(fileOf(capture(), listing(), removed, repatriation()))).toEqual([
      [agreement, 'died-while-listed'],
      [otherAgreement, 'removed'],
    ]);
  });

  it('show a return of one whose remains were held to be home, until the identification is withdrawn', () => {
    const history = [capture(), repatriation({ occurredAt: edtf('2023-05') }), homecoming()];
    expect(contradictions(fileOf(...history))).toEqual(['returned-alive-and-remains-repatriated']);
    expect(contradictions(fileOf(...history, withdrawal(2)))).toEqual([]);
  });

  it('give for identity what was recorded last', () => {
    const later = identity({ occurredAt: edtf('2024'), unit: { kind: 'known', value: '36th brigade' } });
    expect(fileOf(identity(), later).identity).toEqual({ value: later.data, because: 2 });
  });
});

describe('Captivity and whereabouts', () => {
  const held = [capture(), confirmation(), transfer(), admission()];

  it('do not overwrite each other: a transfer leaves the confirmation, a confirmation the place', () => {
    const file = fileOf(...held, confirmation({ occurredAt: edtf('2023-03') }));
    expect(file.captivity).toMatchObject({ value: { phase: 'confirmed-by-icrc' }, because: 2 });
    expect(file.whereabouts).toEqual({ value: { phase: 'in-hospital', place: known('Rostov') }, because: 4 });
    expect(fileOf(...held, withdrawal(4)).whereabouts.value).toEqual({
      phase: 'in-captivity',
      place: known('Taganrog'),
    });
  });

  it('tell of an escape, of a capture after it, and of a return after it', () => {
    const fled = fileOf(...held, escape());
    expect([fled.captivity.value.phase, fled.whereabouts.value.phase, fled.search.value]).toEqual([
      'escaped',
      'escaped',
      'open',
    ]);
    const caught = fileOf(...held, escape(), capture({ occurredAt: edtf('2023-04-12') }));
    expect(caught.captivity.value).toEqual({ phase: 'alleged', episode: 2, capture: true });
    const home = fileOf(...held, escape(), homecoming());
    expect([home.captivity.value.phase, home.whereabouts.value.phase, home.search.value]).toEqual([
      'escaped',
      'returned',
      'closed',
    ]);
  });

  it('answer for a day in the order that the dates give, whenever it was heard of', () => {
    const told = standing(capture(), admission(), transfer());
    const on = (day: string) => caseFileAt(told, civilDay(day));
    expect(on('2022-12-01').whereabouts).toMatchObject({
      kind: 'certain',
      value: { place: known('Taganrog') },
    });
    expect(on('2023-03-01').whereabouts).toMatchObject({ kind: 'certain', value: { phase: 'in-hospital' } });
    expect(on('2023-03-01').captivity).toMatchObject({ kind: 'certain', value: { phase: 'alleged' } });
  });
});

describe('A report of death', () => {
  const grades = [deathReport(), deathReport({ reliability: 'F', credibility: '6' })];

  it('is kept with its grade beside the others, of which none outweighs another', () => {
    expect(fileOf(capture(), ...grades).fate.value).toEqual({
      phase: 'reported-dead',
      reports: ['C3', 'F6'],
    });
    expect(fileOf(capture(), ...grades.toReversed()).fate.value.reports).toEqual(['C3', 'F6']);
  });

  it('decides nothing: search, captivity, whereabouts and listing answer as without it', () => {
    const held = [capture(), confirmation(), listing({ occurredAt: edtf('2023-05') })];
    const { fate: _, ...without } = fileOf(...held);
    expect(fileOf(...held, ...grades)).toMatchObject(without);
  });

  it('gives way to a return and to an investigator’s decision', () => {
    expect(fileOf(capture(), ...grades, homecoming()).fate.value).toEqual({ phase: 'alive', reports: [] });
    expect(fileOf(repatriation(), ...grades).fate.value.phase).toBe('dead');
  });
});

describe('A family contact', () => {
  it('is told of by the last record of that contact, apart from other contacts', () => {
    const father = contact({ contact: 'contact-8c2d1b6f-3e5a-4f97-8b4c-6d7e8f9a0b12', toInform: false });
    const moved = contact({ phone: known('+380 00 000 00 00') });
    expect(fileOf(contact(), father, moved).contacts).toEqual([
      { contact: contact().data.contact, reached: { value: moved.data, because: 3 } },
      { contact: father.data.contact, reached: { value: father.data, because: 2 } },
    ]);
  });
});

describe('A rank', () => {
  const soldier = identity({ rank: known('soldier') });
  const sergeant = identity({
    occurredAt: edtf('2025-01'),
    rank: known('sergeant'),
    rankSince: known(edtf('2023-06-01')),
  });
  const on = (day: string) => caseFileAt(standing(soldier, sergeant), civilDay(day)).rank;

  it('holds as of a date, whenever it was heard of', () => {
    expect(on('2022-04-01')).toEqual({ kind: 'unknown' });
    expect(on('2023-05-31')).toMatchObject({ kind: 'certain', value: known('soldier') });
    expect(on('2023-06-01')).toMatchObject({ kind: 'certain', value: known('sergeant'), because: [2] });
  });

  it('is left as it was by a record that gives none', () => {
    expect(fileOf(soldier, identity({ rank: null })).rank).toEqual({ value: known('soldier'), because: 1 });
  });
});

describe('The file as of a day', () => {
  const told = standing(capture({ occurredAt: edtf('2022-05') }), homecoming());
  const on = (day: string) => caseFileAt(told, civilDay(day)).captivity;

  it('is unknown before, possible within the span of a date, certain after it', () => {
    expect(on('2022-04-30')).toEqual({ kind: 'unknown' });
    expect(on('2022-05-20')).toMatchObject({ kind: 'possible' });
    expect(on('2022-06-01')).toMatchObject({ kind: 'certain', value: { phase: 'alleged' }, because: [1] });
    expect(on('2025-06-13')).toMatchObject({ kind: 'certain', value: { phase: 'alleged' } });
    expect(on('2025-06-14')).toMatchObject({ kind: 'certain', value: { phase: 'released' }, because: [2] });
  });

  it('holds on the last day what the plain fold holds, when exact dates were recorded in order', () => {
    const inOrder = fc
      .array(statements, { maxLength: 15, size: 'max' })
      .map((chronicle) => chronicle.reduce(withPermitted, []).map(onDayOf));
    fc.assert(
      fc.property(inOrder, (chronicle) => {
        const entries = chronicle.map((event, revision) => ({ revision, event }));
        const { listings: plainListings, contacts: plainContacts, ...plain } = caseFile(entries);
        const { listings, contacts, ...answers } = caseFileAt(entries, TODAY);
        const held = [
          ...Object.values(plain),
          ...plainListings.map((listed) => listed.listing),
          ...plainContacts.map(({ reached }) => reached),
        ];
        const answered = [
          ...Object.values(answers),
          ...listings.map((listed) => listed.listing),
          ...contacts.map(({ reached }) => reached),
        ];
        answered.forEach((answer: Answer<unknown>, index) => {
          const { value, because } = held[index] ?? {};
          expect(answer).toMatchObject(because === null ? {} : { kind: 'certain', value });
        });
      }),
    );
  });
});

/** Leaves out what an axis would not permit after the statements before it, as the rules do. */
function withPermitted(kept: readonly CaseStatement[], statement: CaseStatement): CaseStatement[] {
  const before = caseFile(kept.map((event, revision) => ({ revision, event })));
  const asked = [{ revision: kept.length, event: statement }];
  const after = [
    ...statementsOn('captivity', asked).map(({ event }) => captivityAxis.step(before.captivity.value, event)),
    ...statementsOn('whereabouts', asked).map(({ event }) =>
      whereaboutsAxis.step(before.whereabouts.value, event),
    ),
  ];
  return after.includes(undefined) ? [...kept] : [...kept, statement];
}

const onDayOf = (statement: CaseStatement, index: number): CaseStatement =>
  ({
    ...statement,
    data: {
      ...statement.data,
      occurredAt: edtf(`2023-01-${String(index + 1).padStart(2, '0')}`),
      ...(statement.type === 'IdentityRecorded' ? { rankSince: null } : {}),
    },
  }) as CaseStatement;
