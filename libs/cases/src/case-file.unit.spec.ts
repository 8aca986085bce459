import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { Answer } from '#libs/kernel/src/two-times/answer-at.js';
import { TODAY } from '#libs/kernel/src/testing/given.js';
import { statementsOn } from './axes/axes-of.js';
import { captivityAxis } from './axes/captivity.axis.js';
import { whereaboutsAxis } from './axes/whereabouts.axis.js';
import { caseFile, caseFileAt } from './case-file.js';
import type { CaseStatement } from './case-events.js';
import { fileOf, standing } from './testing/files.js';
import { statements } from './testing/histories.js';
import {
  agreement,
  capture,
  confirmation,
  exchange,
  homecoming,
  identity,
  listing,
  otherAgreement,
  repatriation,
} from './testing/sayings.js';

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

  it('give for identity what was recorded last', () => {
    const later = identity({ occurredAt: edtf('2024'), unit: { kind: 'known', value: '36th brigade' } });
    expect(fileOf(identity(), later).identity).toEqual({ value: later.data, because: 2 });
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
