import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { RANKS } from '../ranks.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, record, text, word } from '#libs/kernel/src/stored/fields.js';

export const SEXES = ['female', 'male'] as const;

/** Who the person is, as far as known: GC III art. 17 and 122. Names stand in the script of the document. */
export const identityRecorded = defineEvent('IdentityRecorded', {
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

export type IdentityRecorded = EventOf<typeof identityRecorded>;
