import type { Chance } from '../chance.js';
import { monthOf, plusDays } from '../days.js';
import type { Sample } from '../samples.js';
import { listInto } from './listed.js';
import type { PersonFile } from './person-file.js';
import { prisoner, type Cast } from './prisoner.js';

/** What some tell after coming home, of the captivity that ended; and what is done about their files. */
export function afterwards(chance: Chance, file: PersonFile, day: string): void {
  const returned = file.handOver();
  if (file.openedFor === 'missing') {
    file.tell('capture', { occurredAt: '2022', place: 'where he was last seen (fictional)' });
    return;
  }
  switch (chance.below(24)) {
    case 0:
      file.tell('transfers', { occurredAt: monthOf(plusDays(day, -90)), to: 'Kamyshin' });
      break;
    case 1:
      file.tell('hospital-admissions', { occurredAt: monthOf(plusDays(day, -60)), reason: 'an old wound' });
      break;
    case 2:
      file.tell('health-assessments', { occurredAt: plusDays(day, 2), finding: 'ill-or-wounded' });
      break;
    case 3:
      file.tell('closure', { occurredAt: plusDays(day, 20), reason: 'search-ended' });
      break;
    case 4:
      if (chance.percent(15))
        file.withdraw(returned, {
          occurredAt: plusDays(day, 3),
          reason: 'mistaken-identity',
          note: 'another person of the same name came home (fictional)',
        });
  }
}

/** Somebody entered the return by hand, and without the exchange: what the handover brings is declined, and somebody must look. */
export function enteredAhead(cast: Cast, ref: string, sample: Sample): PersonFile {
  const file = prisoner(cast, { ref, heldOn: '2025-05-01', isFromMariupol: true });
  listInto(cast.chance, file, sample, 'general');
  file.tell('return', { occurredAt: sample.day, exchange: null, agreement: null, category: null });
  file.handOver();
  return file;
}
