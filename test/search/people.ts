import { readFileSync } from 'node:fs';
import { v5 } from 'uuid';
import { romaniseUkrainian } from '#libs/policies/src/names/romanise-ukrainian.js';
import { romaniseRussian } from '#libs/policies/src/names/romanise-russian.js';
import { randomFrom } from '#test/faults/random.js';
import { dateOfBirth } from './dates.js';
import { oldPassport } from './old-passports.js';

interface Surname {
  readonly uk: string;
  readonly ru: string;
  readonly ukFeminine?: string;
  readonly ruFeminine?: string;
}

type Sex = 'male' | 'female';

export interface Name {
  readonly surname: string;
  readonly givenNames: string;
  readonly patronymic: string | null;
}

/** A fictional person: the name in both languages, and what the file holds of it. */
export interface Person {
  readonly id: string;
  readonly sex: Sex;
  readonly uk: Name;
  readonly ru: Name;
  /** The surname in the form of the other sex, if that is another. */
  readonly otherForm: string | null;
  /** The true day of birth, and what is known of it (EDTF). */
  readonly day: string;
  readonly born: string;
  /** As an old or a new passport has it; null if the file has none. */
  readonly latin: { readonly surname: string; readonly givenNames: string } | null;
  readonly hasPatronymic: boolean;
}

const list = <T>(file: string, key: string): readonly T[] =>
  (JSON.parse(readFileSync(`data/names/${file}.json`, 'utf8')) as Record<string, readonly T[]>)[key] ?? [];

const SURNAMES = list<Surname>('surnames', 'surnames');
const GIVEN = list<{ uk: string; ru: string; sex: Sex }>('given-names', 'givenNames');
const FATHERS = list<{ uk: string; ru: string; ukFeminine: string; ruFeminine: string }>(
  'patronymics',
  'patronymics',
);

/** So many fictional people, the same for the same seed. */
export function people(count: number, seed: number): Person[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => person(`${seed}/${index}`, random));
}

function person(label: string, random: (below: number) => number): Person {
  const pick = <T>(among: readonly T[]): T => among[random(among.length)] as T;
  const sex = random(6) === 0 ? 'female' : 'male';
  const isHer = sex === 'female';
  const surname = pick(SURNAMES);
  const given = pick(GIVEN.filter((name) => name.sex === sex));
  const father = pick(FATHERS);
  const uk = {
    surname: (isHer && surname.ukFeminine) || surname.uk,
    givenNames: given.uk,
    patronymic: isHer ? father.ukFeminine : father.uk,
  };
  const ru = {
    surname: (isHer && surname.ruFeminine) || surname.ru,
    givenNames: given.ru,
    patronymic: isHer ? father.ruFeminine : father.ru,
  };
  const spelt = pick([
    romaniseUkrainian,
    romaniseUkrainian,
    romaniseRussian,
    (text: string) => oldPassport(text, random),
  ]);
  const latin = random(3) === 0 ? { surname: spelt(uk.surname), givenNames: spelt(uk.givenNames) } : null;
  return {
    id: v5(`search/${label}`, v5.URL),
    sex,
    uk,
    ru,
    otherForm: surname.ukFeminine === undefined ? null : isHer ? surname.uk : surname.ukFeminine,
    ...dateOfBirth(random),
    latin: latin !== null && /[^\x20-\x7e]/.test(latin.surname + latin.givenNames) ? null : latin,
    hasPatronymic: random(12) !== 0,
  };
}
