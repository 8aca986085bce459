import type { Chance } from '../chance.js';
import { monthOf, plusDays } from '../days.js';
import { source, type PersonFile } from './person-file.js';

const PLACES = ['Olenivka', 'Taganrog', 'Kamyshin', 'Mordovia', 'Ryazhsk', 'Galich', 'Kineshma'] as const;
const HOSPITALS = ['a hospital in Rostov', 'a hospital in Donetsk', 'a prison hospital'] as const;
const GROUNDS = ['incurable', 'not-recovering-within-a-year', 'gravely-and-permanently-diminished'] as const;

/** What is heard of somebody between the capture and a day, by the voices that there are. */
export function heardOf(chance: Chance, file: PersonFile, captured: string, until: string): void {
  if (chance.percent(58)) confirm(chance, file, captured, until);
  for (let moves = chance.of([0, 0, 0, 0, 0, 1, 1, 2]), day = plusDays(captured, 120); moves > 0; moves--) {
    day = plusDays(day, 60 + chance.below(200));
    if (day >= until) break;
    file.tell('transfers', { occurredAt: vaguely(chance, day), from: null, to: chance.of(PLACES) });
  }
  if (chance.percent(12)) message(chance, file, captured, until);
}

function confirm(chance: Chance, file: PersonFile, captured: string, until: string): void {
  const day = plusDays(captured, 40 + chance.below(60));
  if (day >= until) return;
  const byIcrc = chance.percent(55);
  const told = {
    occurredAt: vaguely(chance, day),
    by: byIcrc ? 'icrc' : 'unofficial',
    place: chance.percent(20) ? chance.of(PLACES) : null,
  };
  file.tell('captivity-confirmations', told, [byIcrc ? source('icrc') : file.document()]);
}

function message(chance: Chance, file: PersonFile, captured: string, until: string): void {
  const day = plusDays(captured, 100 + chance.below(150));
  if (day >= until) return;
  file.tell('messages', {
    occurredAt: vaguely(chance, day),
    form: chance.of(['letter', 'capture-card', 'call', 'other']),
    way: chance.of(['icrc', 'direct', 'released-prisoner', 'other']),
    content: 'alive, asks after the family (fictional)',
  });
}

/** Ill or wounded: a finding with its ground (GC III art. 110), perhaps after a hospital. */
export function fallsIll(chance: Chance, file: PersonFile, by: string): void {
  if (chance.percent(30))
    file.tell('hospital-admissions', {
      occurredAt: monthOf(plusDays(by, -70 - chance.below(60))),
      place: chance.of(HOSPITALS),
    });
  file.tell('health-assessments', {
    occurredAt: monthOf(plusDays(by, -40)),
    finding: chance.of(['seriously-ill', 'severely-wounded']),
    ground: chance.of(GROUNDS),
  });
}

const vaguely = (chance: Chance, day: string): string => (chance.percent(60) ? monthOf(day) : day);
