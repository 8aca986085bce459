import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { known } from '#libs/kernel/src/personal.js';
import type { Live } from '#libs/projections/src/testing/live.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { identityOf } from '#libs/read-models/src/case-names/testing/identities.js';
import { opened } from '#libs/read-models/src/testing/events.js';
import type { Person } from './people.js';

const AT_ONCE = 32;

/** Appends a case for each person and waits until all tables show them. */
export async function seedPeople(live: Live, people: readonly Person[]): Promise<void> {
  let last = 0n;
  for (let at = 0; at < people.length; at += AT_ONCE) {
    const positions = await Promise.all(
      people
        .slice(at, at + AT_ONCE)
        .map((person) => live.append(`case-${person.id}`, null, opened, identityFor(person))),
    );
    for (const position of positions) if (position > last) last = position;
  }
  for (const { name } of allProjections) await live.passed(name, last);
}

const identityFor = ({ uk, latin, born, sex, hasPatronymic }: Person) =>
  identityOf([uk.surname, uk.givenNames, hasPatronymic ? uk.patronymic : null], {
    latinName: latin === null ? null : known(latin),
    born: known(edtf(born)),
    sex: known(sex),
  });
