import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { known } from '#libs/kernel/src/personal.js';
import type { Answer } from '#libs/kernel/src/two-times/answer-at.js';
import { stateAfter, TODAY } from '#libs/kernel/src/testing/given.js';
import { captivityAxis } from './axes/captivity.axis.js';
import { caseFile, caseFileAt, contradictions } from './case-file.js';
import type { CaseEvent, CaseStatement } from './case-events.js';
import { cases, statementsThatStand } from './state.js';
import { statements } from './testing/histories.js';
import {
  agreement,
  capture,
  confirmation,
  exchange,
  homecoming,
  identity,
  listing,
  opened,
  otherAgreement,
  repatriation,
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
      .map((chronicle) => chronicle.filter(isPermittedAfter).map(onDayOf));
    fc.assert(
      fc.property(inOrder, (chronicle) => {
        const entries = chronicle.map((event, revision) => ({ revision, event }));
        const { listings: plainListings, ...plain } = caseFile(entries);
        const { listings, ...answers } = caseFileAt(entries, TODAY);
        const held = [...Object.values(plain), ...plainListings.map((listed) => listed.listing)];
        const answered = [...Object.values(answers), ...listings.map((listed) => listed.listing)];
        answered.forEach((answer: Answer<unknown>, index) => {
          const { value, because } = held[index] ?? {};
          expect(answer).toMatchObject(because === null ? {} : { kind: 'certain', value });
        });
      }),
    );
  });
});

/** Leaves out what its axis would not permit after the statements before it, as the rules do. */
function isPermittedAfter(statement: CaseStatement, index: number, all: readonly CaseStatement[]): boolean {
  if (
    statement.type !== 'Captured' &&
    statement.type !== 'CaptivityConfirmed' &&
    statement.type !== 'Returned'
  )
    return true;
  const before = all.slice(0, index).map((event, revision) => ({ revision, event }));
  return captivityAxis.step(caseFile(before).captivity.value, statement) !== undefined;
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
