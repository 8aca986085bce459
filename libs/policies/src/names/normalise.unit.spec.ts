import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normaliseName, scriptOf, wordsOf } from './normalise.js';

describe('A name as it is compared', () => {
  it.each([
    ["Лук'яненко", 'лукʼяненко'],
    ['Лук’яненко', 'лукʼяненко'],
    ['Лукʼяненко', 'лукʼяненко'],
    ['Лук`яненко', 'лукʼяненко'],
    ['  ГНАТЮК   Олексій ', 'гнатюк олексій'],
    ['Гора – Яворський', 'гора-яворський'],
    ['Гора‑Яворський', 'гора-яворський'],
    ['Андрій', 'андрій'],
    ['Шевче́нко', 'шевченко'],
    ['ІВАНОВ, І.П.', 'іванов і п'],
    ['Łukaszenko', 'łukaszenko'],
    ['-’', ''],
  ])('%s is %s', (text, expected) => {
    expect(normaliseName(text)).toBe(expected);
  });

  it('puts letters that look the same into the script of the word', () => {
    expect(normaliseName('Шeвчeнкo')).toBe('шевченко');
    expect(normaliseName('КOВАЛЕНКО')).toBe('коваленко');
    expect(normaliseName('Bоndаrеnko')).toBe('bondarenko');
    expect(normaliseName('Ïжакевич')).toBe('їжакевич');
    expect(normaliseName('CоMА')).toBe('сома');
  });

  it('changes nothing the second time, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const once = normaliseName(text);
        expect(normaliseName(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same for every composition, case and spacing', () => {
    const name = fc
      .array(fc.constantFrom(..."абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёы'"), { minLength: 1, maxLength: 12 })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(name, name, (a, b) => {
        const expected = normaliseName(`${a} ${b}`);
        expect(normaliseName(` ${a.normalize('NFD')}  \t${b.toUpperCase()} `)).toBe(expected);
      }),
    );
  });

  it('has words, and parts of double words', () => {
    expect(wordsOf('Гора-Яворський Юрій')).toEqual(['гора', 'яворський', 'юрій']);
    expect([scriptOf('Гнатюк'), scriptOf('Hnatiuk')]).toEqual(['cyrillic', 'latin']);
  });
});
