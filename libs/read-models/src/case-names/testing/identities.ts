import type { IdentityRecorded } from '#libs/cases/src/events/identity-recorded.event.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { known } from '#libs/kernel/src/personal.js';
import { basis } from '../../testing/events.js';

/** Who somebody is: the name, and what else matters to a test. */
export function identityOf(
  [surname, givenNames, patronymic]: readonly [string, string, string | null],
  more: Partial<IdentityRecorded['data']> = {},
): IdentityRecorded {
  return {
    type: 'IdentityRecorded',
    data: {
      occurredAt: edtf('2022-05-20'),
      name: known({ surname, givenNames, patronymic }),
      latinName: null,
      born: known(edtf('1990-04-12')),
      placeOfBirth: null,
      sex: known('male'),
      fathersFirstName: null,
      mothersMaidenName: null,
      rank: null,
      rankSince: null,
      serviceNumber: null,
      unit: null,
      power: null,
      mailAddress: null,
      distinguishingMarks: null,
      basis,
      ...more,
    },
  };
}
