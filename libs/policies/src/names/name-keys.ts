import { lackingOne } from './edit-distance.js';
import { givenNamesOf } from './given-names.js';
import type { PersonName } from './names.js';
import { wordsOf } from './normalise.js';
import { patronymicKey } from './patronymics.js';
import { stemOf, soundKey, surnameKey } from './sound-key.js';

/**
 * The keys under which a name is stored and looked up: of the surname as it sounds, also with any one letter left out; of each word of a
 * double surname; of the given names and the father's name, whatever language they stand in; and of these two together.
 */
export function nameKeys({ surname, givenNames, patronymic }: Partial<PersonName>): string[] {
  const given = givenNames === undefined ? [] : givenNameKeys(givenNames);
  const father = patronymic === undefined || patronymic === null ? null : patronymicKey(patronymic);
  const keys = [
    ...(surname === undefined ? [] : surnameKeys(surname)),
    ...given.map((key) => `g:${key}`),
    ...(father === null ? [] : [`p:${father}`, ...given.map((key) => `gp:${key}-${father}`)]),
  ];
  return [...new Set(keys)];
}

function surnameKeys(surname: string): string[] {
  const whole = surnameKey(surname);
  const words = wordsOf(surname).map(surnameKey);
  const near = whole.length < 3 ? [whole] : lackingOne(whole);
  return [...near, ...words].filter((key) => key !== '').map((key) => `s:${key}`);
}

function givenNameKeys(givenNames: string): string[] {
  return wordsOf(givenNames).flatMap((word) => {
    const names = givenNamesOf(word).map(({ key }) => key);
    return names.length > 0 ? names : [stemOf(soundKey(word))].filter((key) => key !== '');
  });
}
