import type { AskedName, NamePart } from './names.js';
import { normaliseName } from './normalise.js';

export const NAME_PARTS = ['surname', 'givenNames', 'patronymic'] as const satisfies readonly NamePart[];

/** A name as it is compared; a part that was not asked for is empty. */
export type PlainName = Readonly<Record<NamePart, string>>;

/**
 * A name that was asked for, as it was asked and in the other orders that make sense: surname and given names in each other's place, or all in
 * one field. None if there is no letter in it.
 */
export function ordersOf(asked: AskedName): PlainName[] {
  const name = {
    surname: normaliseName(asked.surname ?? ''),
    givenNames: normaliseName(asked.givenNames ?? ''),
    patronymic: normaliseName(asked.patronymic ?? ''),
  };
  return NAME_PARTS.every((part) => name[part] === '') ? [] : [name, ...otherOrders(name)];
}

function otherOrders({ surname, givenNames, patronymic }: PlainName): PlainName[] {
  if (surname === '' && givenNames === '') return [];
  const swapped = { surname: givenNames, givenNames: surname, patronymic };
  if (surname !== '' && givenNames !== '') return [swapped];
  const [one = '', two = '', ...others] = (surname + givenNames).split(' ');
  const three = others.join(' ');
  if (two === '') return [swapped];
  return [
    { surname: one, givenNames: two, patronymic: three || patronymic },
    { surname: two, givenNames: one, patronymic: three || patronymic },
    ...(three === '' ? [] : [{ surname: three, givenNames: one, patronymic: two }]),
  ];
}
