import { describe, expect, it } from '@jest/globals';
import { romaniseRussian } from './romanise-russian.js';
import { romaniseUkrainian } from './romanise-ukrainian.js';

describe('The romanisation of Russian', () => {
  it.each([
    ['Гнатюк', 'Gnatiuk'],
    ['Алексей', 'Aleksei'],
    ['Соловьёв', 'Solovev'],
    ['Объедков', 'Obieedkov'],
    ['Щукин', 'Shchukin'],
    ['Быков', 'Bykov'],
    ['Эдуард', 'Eduard'],
    ['Юрьевна', 'Iurevna'],
    ['Ярошенко', 'Iaroshenko'],
    ['Хрящев', 'Khriashchev'],
    ['Цой', 'Tsoi'],
    ['Чайковский', 'Chaikovskii'],
    ['Жуков', 'Zhukov'],
    ['АЛЕКСЕЙ', 'ALEKSEI'],
  ])('writes %s as %s', (name, latin) => {
    expect(romaniseRussian(name)).toBe(latin);
  });

  it('writes one man otherwise than the romanisation of Ukrainian does', () => {
    expect([romaniseUkrainian('Гнатюк'), romaniseRussian('Гнатюк')]).toEqual(['Hnatiuk', 'Gnatiuk']);
  });
});
