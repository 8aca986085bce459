import { romaniseRussian } from '#libs/policies/src/names/romanise-russian.js';
import { romaniseUkrainian } from '#libs/policies/src/names/romanise-ukrainian.js';
import { randomFrom } from '#test/faults/random.js';
import { remembered } from './dates.js';
import { oldPassport } from './old-passports.js';
import type { Name, Person } from './people.js';
import { inTwoScripts, mistyped } from './typing-errors.js';

type Random = (below: number) => number;

/** What somebody asks, and who was meant. */
export interface Pair {
  readonly kind: keyof typeof KINDS;
  readonly ask: {
    readonly surname: string | null;
    readonly givenNames: string | null;
    readonly patronymic: string | null;
  };
  readonly born: string | null;
  readonly meant: string;
}

type Asked = Pair['ask'];

const each = (name: Name, change: (text: string) => string): Asked => ({
  surname: change(name.surname),
  givenNames: change(name.givenNames),
  patronymic: name.patronymic === null ? null : change(name.patronymic),
});

/** One error in the surname twice as often as in the given name. */
function withError(name: Asked, random: Random): Asked {
  const part = random(3) < 2 ? 'surname' : 'givenNames';
  return { ...name, [part]: mistyped(name[part] ?? '', random) };
}

const short = (name: Asked): Asked => ({ ...name, patronymic: null });
const APOSTROPHES = ["'", '’', '`', 'ʼ', ''];

const KINDS = {
  'as recorded': ({ uk }: Person) => uk,
  'typed otherwise': ({ uk }: Person, random: Random) => {
    const apostrophe = APOSTROPHES[random(APOSTROPHES.length)] ?? '';
    return each(uk, (text) => ` ${text.replaceAll("'", apostrophe).toUpperCase()}  `);
  },
  'two scripts in a word': ({ uk }: Person, random: Random) => each(uk, (text) => inTwoScripts(text, random)),
  'Russian form': ({ ru }: Person, random: Random) =>
    each(ru, (text) => (random(2) ? text : text.replaceAll('ё', 'е'))),
  'official romanisation': ({ uk }: Person) => each(uk, romaniseUkrainian),
  'romanised from Russian': ({ ru }: Person) => each(ru, romaniseRussian),
  'old passport': ({ uk, ru }: Person, random: Random) => {
    const passport = random(2) ? uk : ru;
    return short(each(passport, (text) => oldPassport(text, randomFrom(random(1_000_000)))));
  },
  'one typing error': ({ uk }: Person, random: Random) => withError(uk, random),
  'two typing errors': ({ uk }: Person, random: Random) => withError(withError(uk, random), random),
  'no patronymic': ({ uk }: Person) => short(uk),
  'no patronymic and a typing error': ({ uk }: Person, random: Random) => withError(short(uk), random),
  initials: ({ uk }: Person) => ({
    ...uk,
    givenNames: `${uk.givenNames.charAt(0)}.`,
    patronymic: `${uk.patronymic?.charAt(0) ?? ''}.`,
  }),
  swapped: ({ uk, ru }: Person, random: Random) => {
    const name = random(2) ? uk : ru;
    return {
      surname: name.givenNames,
      givenNames: name.surname,
      patronymic: random(2) ? name.patronymic : null,
    };
  },
  'all in one field': ({ uk }: Person, random: Random) => ({
    surname: random(2)
      ? `${uk.surname} ${uk.givenNames} ${uk.patronymic ?? ''}`
      : `${uk.givenNames} ${uk.patronymic ?? ''} ${uk.surname}`,
    givenNames: null,
    patronymic: null,
  }),
  'Russian form with a typing error': ({ ru }: Person, random: Random) => withError(ru, random),
  'romanised with a typing error': ({ uk, ru }: Person, random: Random) =>
    withError(short(random(2) ? each(uk, romaniseUkrainian) : each(ru, romaniseRussian)), random),
  'form of the other sex': ({ uk, otherForm }: Person) => ({
    ...short(uk),
    surname: otherForm ?? uk.surname,
  }),
  'a date partly known': ({ uk }: Person, random: Random) => withError(short(uk), random),
  'surname and a date alone': ({ uk }: Person) => ({
    surname: uk.surname,
    givenNames: null,
    patronymic: null,
  }),
} as const satisfies Record<string, (person: Person, random: Random) => Asked>;

export const PAIR_KINDS = Object.keys(KINDS) as readonly Pair['kind'][];

/** So many pairs of each kind; the same for the same people and seed. */
export function pairs(people: readonly Person[], ofEach: number, seed: number): Pair[] {
  const random = randomFrom(seed);
  return PAIR_KINDS.flatMap((kind) =>
    Array.from({ length: ofEach }, () => {
      const fitting =
        kind === 'form of the other sex' ? people.filter(({ otherForm }) => otherForm !== null) : people;
      const person = fitting[random(fitting.length)] as Person;
      const asked = KINDS[kind](person, random);
      const born =
        kind === 'a date partly known' || kind === 'surname and a date alone'
          ? remembered(person.day, random)
          : null;
      return { kind, ask: asked, born, meant: person.id };
    }),
  );
}
