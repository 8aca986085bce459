import { lackingOne } from './edit-distance.js';
import { givenNamesOf } from './given-names.js';
import { ordersOf, type PlainName } from './name-orders.js';
import type { AskedName, PersonName } from './names.js';
import { normaliseName, wordsOf } from './normalise.js';
import { patronymicKey } from './patronymics.js';
import { stemOf, soundKey, surnameKey } from './sound-key.js';

/**
 * The keys under which a name is stored and looked up: of the surname as it sounds, also with any one letter left out; of each word of a
 * double surname; of the given names and the father's name, whatever language they stand in; of these two together, and of a given name
 * with the initial of the surname, so that a short surname is found however it is spelt.
 */
export function nameKeys({ surname, givenNames, patronymic }: Partial<PersonName>): string[] {
  const given = givenNames === undefined ? [] : givenNameKeys(givenNames);
  const father = patronymic === undefined || patronymic === null ? null : patronymicKey(patronymic);
  const initial = surname === undefined ? '' : surnameKey(surname).charAt(0);
  const keys = [
    ...(surname === undefined ? [] : surnameKeys(surname)),
    ...(initial === '' ? [] : given.map((key) => `gi:${key}-${initial}`)),
    ...given.map((key) => `g:${key}`),
    ...(father === null ? [] : [`p:${father}`, ...given.map((key) => `gp:${key}-${father}`)]),
  ];
  return [...new Set(keys)];
}

/** A whole name as it sounds, one key for each word, for what is more than one letter away. */
export function nameSound({ surname, givenNames, patronymic }: Partial<PersonName>): string {
  const family = wordsOf(surname ?? '').map(surnameKey);
  const given = wordsOf(givenNames ?? '').map((word) => givenNamesOf(word)[0]?.key ?? stemOf(soundKey(word)));
  const father = patronymicKey(patronymic ?? '');
  return [...family, ...given, ...(father === null ? [] : [father])].filter((key) => key !== '').join(' ');
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

/** What is looked up for a name that was asked for. */
export interface KeysAsked {
  /** All its keys: the more a file shares, the better it fits, roughly. */
  readonly keys: readonly string[];
  /** Those of which a file must share one, if it does not sound like `sound`. */
  readonly sought: readonly string[];
  readonly sound: string;
}

/** A given name alone is looked up only where nothing better was asked for. */
export function keysAsked(asked: AskedName): KeysAsked {
  const orders = ordersOf(asked).map(partsOf);
  const keys = [...new Set(orders.flatMap(nameKeys))];
  const telling = keys.filter((key) => /^(?:s|gp|gi):/.test(key));
  const isOfSurname = normaliseName(asked.surname ?? '') !== '';
  const fullest = orders.reduce((a, b) => (Object.keys(b).length > Object.keys(a).length ? b : a), {});
  return { keys, sought: isOfSurname ? telling : keys, sound: nameSound(fullest) };
}

const partsOf = ({ surname, givenNames, patronymic }: PlainName): Partial<PersonName> => ({
  ...(surname === '' ? {} : { surname }),
  ...(givenNames === '' ? {} : { givenNames }),
  ...(patronymic === '' ? {} : { patronymic }),
});
