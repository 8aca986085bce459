import { describe, expect, it } from '@jest/globals';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { known } from '#libs/kernel/src/personal.js';
import { caseFileAt } from '../case-file.js';
import { fileOf, standing } from '../testing/files.js';
import {
  admission,
  capture,
  confirmation,
  contact,
  deathReport,
  escape,
  homecoming,
  identity,
  listing,
  repatriation,
  transfer,
  withdrawal,
} from '../testing/sayings.js';

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

  it('answer for a day after an escape and a return, which ended no captivity', () => {
    const home = caseFileAt(standing(capture(), escape(), homecoming()), civilDay('2025-06-14'));
    expect(home.captivity).toMatchObject({ kind: 'certain', value: { phase: 'escaped' }, because: [2] });
    expect(home.whereabouts).toMatchObject({ kind: 'certain', value: { phase: 'returned' }, because: [3] });
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
