import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editDistance, lackingOne } from './edit-distance.js';
import { givenNamesOf } from './given-names.js';
import { patronymicKey } from './patronymics.js';
import { romaniseRussian } from './romanise-russian.js';
import { romaniseUkrainian } from './romanise-ukrainian.js';
import { soundKey, surnameKey } from './sound-key.js';

const letters = (all: string, from = 1, to = 10) =>
  fc.array(fc.constantFrom(...all), { minLength: from, maxLength: to }).map((found) => found.join(''));
const ukrainian = letters('абвгґдеєжзиіїйклмнопрстуфхцчшщьюя');
const russian = letters('абвгдеёжзийклмнопрстуфхцчшщьыэюя');

describe('Sound keys', () => {
  it.each([
    ['Гнатюк Hnatiuk Gnatiuk Hnatyuk ГНАТЮК'],
    ['Шевченко Shevchenko Chevtchenko Schewtschenko Szewczenko Ševčenko'],
    ['Левицький Левицька Левицкий Левицкая Levytskyi Levitskii Levytska Lewicki Levitsky'],
    ['Згурський Zghurskyi Zgurskyi Згурский Zgurskii Згурська'],
    ["Лук'яненко Лукьяненко Lukianenko Lukyanenko Лукяненко"],
    ['Щербина Shcherbyna Щербіна Scherbyna'],
    ['Ярошенко Yaroshenko Iaroshenko Jaroszenko'],
    ['Хмельницька Khmelnytska Хмельницкая Khmelnitskaia Hmelnitskaya'],
    ['Іванова Иванов Ivanova Ivanov Ivanoff'],
    ['Кузнецов Kouznetsov Kuznetsova'],
  ])('are one for one surname in its spellings: %s', (spellings) => {
    expect(new Set(spellings.split(' ').map(surnameKey)).size).toBe(1);
  });

  it('are those of both official romanisations', () => {
    fc.assert(
      fc.property(ukrainian, (name) => {
        fc.pre(!/[кпсцчшщж]ь*г|зь+г/.test(name));
        expect(soundKey(romaniseUkrainian(name))).toBe(soundKey(name));
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(russian, (name) => {
        expect(soundKey(romaniseRussian(name))).toBe(soundKey(name));
      }),
      { numRuns: 2_000 },
    );
  });

  it('take any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        expect(soundKey(text)).toMatch(/^[a-z0-9]*$/);
      }),
    );
  });
});

describe('Given names', () => {
  it.each([
    ['Олексій', ['Алексей', 'Oleksii', 'Aleksei', 'Alexey', 'Олексий']],
    ['Микола', ['Николай', 'Mykola', 'Nikolai', 'Nikolay']],
    ['Сергій', ['Сергей', 'Serhii', 'Sergei', 'Sergey', 'Serhiy']],
    ['Євген', ['Евгений', 'Yevhen', 'Evgenii', 'Eugene']],
    ['Ганна', ['Анна', 'Hanna', 'Anna']],
  ])('%s is a pair of %j', (name, others) => {
    const [one] = givenNamesOf(name);
    for (const other of others) expect(givenNamesOf(other)).toContain(one);
  });

  it('are none of what the dictionary does not have', () => {
    expect(givenNamesOf('Хтозна')).toEqual([]);
  });
});

describe('Patronymics', () => {
  it.each([
    ['Іванович Иванович Ivanovych Ivanovich Іванівна Ивановна Ivanivna Ivanovna'],
    ['Олексійович Алексеевич Oleksiiovych Alekseevich Олексіївна Алексеевна'],
    ['Миколайович Николаевич Миколаївна Николаевна Mykolaiovych Nikolaevich'],
    ['Юрійович Юрьевич Юріївна Юрьевна Yuriiovych Iurevich'],
    ['Дмитрович Дмитриевич Дмитрівна Дмитриевна'],
    ['Ілліч Ильич Іллівна Ильинична'],
    ['Якович Яковлевич Яківна Яковлевна'],
    ['Львович Львівна Львовна Lvovych'],
    ['Григорович Григорьевич Григорівна Григорьевна'],
    ['Микитович Никитич Микитівна Никитична'],
    ["Лук'янович Лукьянович Лук'янівна Лукьяновна"],
    ['Зорянович Зорянівна Зоряновна'],
  ])('are one for one father: %s', (forms) => {
    const keys = new Set(forms.split(' ').map(patronymicKey));
    expect([...keys]).toEqual([expect.any(String)]);
  });

  it('are told from other words', () => {
    expect(patronymicKey('Шевченко')).toBeNull();
    expect(patronymicKey('Іванович')).not.toBe(patronymicKey('Петрович'));
  });
});

describe('The edit distance', () => {
  const words = letters('абв', 0, 6);

  it('counts letters that were inserted, left out, replaced or swapped', () => {
    expect(editDistance('шевченко', 'шевчнко', 3)).toBe(1);
    expect(editDistance('шевченко', 'шевечнко', 3)).toBe(1);
    expect(editDistance('шевченко', 'шивченка', 3)).toBe(2);
    expect(editDistance('шевченко', 'коваль', 3)).toBe(4);
  });

  it('is 0 for the same alone, the same both ways, and never more than one for a letter more', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const distance = editDistance(a, b, 9);
        expect(distance === 0).toBe(a === b);
        expect(editDistance(b, a, 9)).toBe(distance);
        expect(Math.abs(editDistance(`${a}г`, b, 9) - distance)).toBeLessThanOrEqual(1);
        for (const most of [0, 1, 2, 3, 4])
          expect(editDistance(a, b, most)).toBe(Math.min(distance, most + 1));
      }),
    );
  });

  it('of one always shares a text that lacks one letter', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        fc.pre(editDistance(a, b, 1) <= 1);
        const shared = lackingOne(a).filter((text) => lackingOne(b).includes(text));
        expect(shared.length).toBeGreaterThan(0);
      }),
    );
  });
});
