import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { RANKS } from '../ranks.js';
import { defineEvent, evolve, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, record, text, word } from '#libs/kernel/src/stored/fields.js';

export const SEXES = ['female', 'male'] as const;

const version1 = defineEvent('IdentityRecorded', {
  occurredAt: date(),
  name: personal(record({ surname: text(), givenNames: text(), patronymic: optional(text()) })),
  latinName: optional(personal(record({ surname: text(), givenNames: text() }))),
  born: personal<Edtf>(date()),
  sex: optional(personal(word(SEXES))),
  rank: optional(personal(word(RANKS))),
  serviceNumber: optional(personal(text())),
  unit: optional(personal(text())),
  basis: basis(),
});

/**
 * Who the person is, as far as known: GC III art. 17 and 122. Names stand in the script of the document. The service
 * number is the army, regimental, personal or serial number. A rank holds as of a date: `rankSince`, and where that is
 * not known `occurredAt`. The person to inform (art. 122) has a key of their own: see FamilyContactAdded.
 */
export const identityRecorded = evolve(
  version1,
  {
    occurredAt: date(),
    name: personal(record({ surname: text(), givenNames: text(), patronymic: optional(text()) })),
    latinName: optional(personal(record({ surname: text(), givenNames: text() }))),
    born: personal<Edtf>(date()),
    placeOfBirth: optional(personal(text())),
    sex: optional(personal(word(SEXES))),
    fathersFirstName: optional(personal(text())),
    mothersMaidenName: optional(personal(text())),
    rank: optional(personal(word(RANKS))),
    rankSince: optional(personal<Edtf>(date())),
    serviceNumber: optional(personal(text())),
    unit: optional(personal(text())),
    power: optional(personal(text())),
    mailAddress: optional(personal(text())),
    distinguishingMarks: optional(personal(text())),
    basis: basis(),
  },
  (old) => ({
    ...old,
    placeOfBirth: null,
    fathersFirstName: null,
    mothersMaidenName: null,
    rankSince: null,
    power: null,
    mailAddress: null,
    distinguishingMarks: null,
  }),
);

export type IdentityRecorded = EventOf<typeof identityRecorded>;
