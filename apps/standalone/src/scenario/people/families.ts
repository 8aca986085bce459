import { v5 } from 'uuid';
import type { Chance } from '../chance.js';
import { monthOf, plusDays } from '../days.js';
import { fictionalName, type NameLists } from './names.js';
import type { PersonFile } from './person-file.js';

/** Somebody of the family who is to be informed. */
export function familyOf(chance: Chance, lists: NameLists, file: PersonFile, occurredAt: string): void {
  const relationship = chance.of(['mother', 'wife', 'sister', 'father', 'brother']);
  const sex = relationship === 'father' || relationship === 'brother' ? 'male' : 'female';
  const { surname, givenNames } = fictionalName(chance, lists, sex).name;
  file.tell('family-contacts', {
    occurredAt,
    contact: v5(`istanbul-2025/contact of ${file.ref}`, v5.URL),
    toInform: true,
    name: `${surname} ${givenNames}`,
    relationship,
    address: `a village (fictional), ${1 + chance.below(90)}`,
    phone: chance.percent(50) ? '+380 00 000 00 00' : null,
  });
}

/** Somebody reported the person missing, soon after the last day on which he was seen. */
export function reportedMissing(chance: Chance, file: PersonFile, lastSeen: string, place: string): void {
  file.tell('missing-reports', {
    occurredAt: plusDays(lastSeen, 3 + chance.below(25)),
    by: chance.percent(70) ? 'relative' : 'military-unit',
    lastSeen: chance.percent(50) ? lastSeen : monthOf(lastSeen),
    place,
    circumstances: 'did not come back from a position (fictional)',
    maritalStatus: chance.of(['single', 'married', 'divorced', null]),
    courtDecision: chance.percent(5) ? 'declared-absent' : null,
  });
}
