import type { IdentityRecorded } from '#libs/cases/src/events/identity-recorded.event.js';
import type { CaseOpened } from '#libs/cases/src/events/case-opened.event.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { known } from '#libs/kernel/src/personal.js';
import type { Live } from '#libs/projections/src/testing/live.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { basis, opened } from '#libs/read-models/src/testing/events.js';
import type { Person } from './people.js';

const AT_ONCE = 32;

/** Appends a case for each person and waits until all tables show them. */
export async function seedPeople(live: Live, people: readonly Person[]): Promise<void> {
  let last = 0n;
  for (let at = 0; at < people.length; at += AT_ONCE) {
    const positions = await Promise.all(
      people
        .slice(at, at + AT_ONCE)
        .map((person) => live.append(`case-${person.id}`, null, opening, identityOf(person))),
    );
    for (const position of positions) if (position > last) last = position;
  }
  for (const { name } of allProjections) await live.passed(name, last);
}

const opening: CaseOpened = opened;

function identityOf({ uk, latin, born, sex, hasPatronymic }: Person): IdentityRecorded {
  return {
    type: 'IdentityRecorded',
    data: {
      occurredAt: edtf('2022-05-20'),
      name: known({ ...uk, patronymic: hasPatronymic ? uk.patronymic : null }),
      latinName: latin === null ? null : known(latin),
      born: known(edtf(born)),
      placeOfBirth: null,
      sex: known(sex),
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
    },
  };
}
