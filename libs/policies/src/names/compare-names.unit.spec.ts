import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nameComparer } from './compare-names.js';
import type { AskedName, PersonName } from './names.js';
import { nameKeys } from './name-keys.js';
import { romaniseRussian } from './romanise-russian.js';
import { romaniseUkrainian } from './romanise-ukrainian.js';
import { serviceNumberKey, serviceNumberKeys } from './service-numbers.js';

const name = (text: string): PersonName => {
  const [surname = '', givenNames = '', patronymic = null] = text.split(', ');
  return { surname, givenNames, patronymic };
};
const ask = (text: string): AskedName => {
  const [surname = '', givenNames = '', patronymic = ''] = text.split(', ');
  return { surname: surname || null, givenNames: givenNames || null, patronymic: patronymic || null };
};
const compare = (asked: string, recorded: string) => nameComparer(ask(asked))(name(recorded));
const fits = (asked: string, recorded: string) => compare(asked, recorded).parts.map(({ fit }) => fit);

const HNATIUK = 'Гнатюк, Олексій, Іванович';

describe('A name that was asked for, beside one that was recorded', () => {
  it.each([
    [HNATIUK, ['exact', 'exact', 'exact'], 1],
    ['ГНАТЮК, олексiй, Іванович', ['exact', 'exact', 'exact'], 1],
    ['Гнатюк, Олексій', ['exact', 'exact', 'not-asked'], 1],
    ['Hnatiuk, Oleksii, Ivanovych', ['same-romanisation', 'same-romanisation', 'same-romanisation'], 0.97],
    ['Gnatiuk, Aleksei, Ivanovich', ['same-romanisation', 'same-name', 'same-name'], 0.96],
    ['Гнатюк, Алексей, Иванович', ['exact', 'same-name', 'same-name'], 0.975],
    ['Hnatyuk, Alexey', ['same-sound', 'same-name', 'not-asked'], 0.931],
    ['Гнатик, Олексій', ['one-letter-differs', 'exact', 'not-asked'], 0.875],
    ['Гнатюк, Алксей', ['exact', 'one-letter-differs', 'not-asked'], 0.925],
    ['Ганатик, Олексій', ['two-letters-differ', 'exact', 'not-asked'], 0.75],
    ['Гнатюк, О., І.', ['exact', 'initial', 'initial'], 0.85],
    ['Гнатюк', ['exact', 'not-asked'], 1],
    ['Шевченко, Олексій', ['differs', 'exact', 'not-asked'], 0.375],
  ])('%s', (asked, expected, score) => {
    expect(compare(asked, HNATIUK)).toMatchObject({ score, isReordered: false });
    expect(fits(asked, HNATIUK)).toEqual(expected);
  });

  it.each([
    ['Левицька', 'Левицький, Іван', 'other-ending'],
    ['Левицкая', 'Левицький, Іван', 'other-ending'],
    ['Левицкая', 'Левицька, Ірина', 'same-sound'],
    ['Яворська', 'Гора-Яворська, Ірина', 'part-of-name'],
    ['Гора Яворська', 'Гора-Яворська, Ірина', 'same-romanisation'],
    ['Kouznetsov', 'Кузнецов, Іван', 'same-sound'],
    ['Кос', 'Куц, Іван', 'differs'],
    ['Кос', 'Коз, Іван', 'one-letter-differs'],
  ])('%s beside %s: %s', (asked, recorded, fit) => {
    expect(fits(asked, recorded)[0]).toBe(fit);
  });

  it.each([
    'Олексій, Гнатюк, Іванович',
    'Гнатюк Олексій Іванович',
    'Олексій Іванович Гнатюк',
    ', Олексій Гнатюк',
  ])('in another order: %s', (asked) => {
    expect(compare(asked, HNATIUK)).toMatchObject({ score: 0.97, isReordered: true });
  });

  it('tells of a patronymic that was never recorded', () => {
    expect(fits(HNATIUK, 'Гнатюк, Олексій')).toEqual(['exact', 'exact', 'not-recorded']);
  });

  it('is nothing without a letter', () => {
    expect(nameComparer({ surname: ' - ', givenNames: null, patronymic: '.' })(name(HNATIUK)).score).toBe(0);
  });

  const ukrainian = fc
    .array(fc.constantFrom(...'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'), { minLength: 4, maxLength: 12 })
    .map((letters) => letters.join(''));

  it('is worth from 0 to 1, and 1 for itself alone whatever its case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), ukrainian, (a, b, c) => {
        const compared = nameComparer({ surname: a, givenNames: b, patronymic: null });
        const { score } = compared({ surname: c, givenNames: a, patronymic: b });
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        const itself = nameComparer({ surname: c.toUpperCase(), givenNames: c, patronymic: null });
        expect(itself({ surname: c, givenNames: c, patronymic: null }).score).toBe(1);
      }),
    );
  });

  it('is worth no less than a romanisation for both official ones', () => {
    fc.assert(
      fc.property(ukrainian, ukrainian, (surname, givenNames) => {
        for (const romanise of [romaniseUkrainian, romaniseRussian]) {
          const asked = { surname: romanise(surname), givenNames: romanise(givenNames), patronymic: null };
          fc.pre(!/[ґєії]/.test(surname + givenNames) || romanise === romaniseUkrainian);
          const found = nameComparer(asked)({ surname, givenNames, patronymic: null });
          expect(found.score).toBeGreaterThanOrEqual(0.97);
        }
      }),
    );
  });
});

describe('The keys of names', () => {
  const shared = (a: Partial<PersonName>, b: Partial<PersonName>) =>
    nameKeys(a).filter((key) => nameKeys(b).includes(key));

  it('meet for the spellings of one name, and for one letter that differs', () => {
    for (const surname of ['Hnatiuk', 'Gnatiuk', 'Гнатук', 'Гнтаюк', 'гнатюк'])
      expect(shared({ surname }, { surname: 'Гнатюк' })).not.toEqual([]);
    expect(shared({ surname: 'Яворський' }, { surname: 'Гора-Яворський' })).toEqual([
      's:iavorsk'.replace('i', ''),
    ]);
    const given = { givenNames: 'Aleksei', patronymic: 'Иванович' };
    expect(shared(given, { givenNames: 'Олексій', patronymic: 'Іванович' })).toEqual([
      'g:oleksi',
      'p:ivan',
      'gp:oleksi-ivan',
    ]);
  });

  it('are none of nothing', () => {
    expect(nameKeys({})).toEqual([]);
    expect(nameKeys({ surname: '-', givenNames: '?', patronymic: null })).toEqual([]);
  });

  it('of service numbers meet whatever is typed between, and for one sign that differs', () => {
    expect(serviceNumberKey('аб-123 456')).toBe(serviceNumberKey('AБ № 123456'));
    expect(serviceNumberKey('ВГ-000001')).toBe('BГ000001');
    const near = serviceNumberKeys('AB123466').filter((key) => serviceNumberKeys('АВ-123456').includes(key));
    expect(near).toEqual(['n:AB12346']);
  });
});
