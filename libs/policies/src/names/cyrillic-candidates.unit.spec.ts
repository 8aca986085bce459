import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cyrillicCandidates } from './cyrillic-candidates.js';
import { romaniseUkrainian } from './romanise-ukrainian.js';

const word = fc
  .array(fc.constantFrom(...'абвгґдеєжзиіїйклмнопрстуфхцчшщюя'), { minLength: 1, maxLength: 6 })
  .map((letters) => letters.join(''));

describe('The way back from Latin letters', () => {
  it.each([
    ['Hnatiuk', 'гнатюк'],
    ['Zghurskyi', 'згурський'],
    ['Rozghon', 'розгон'],
    ['Koval', 'коваль'],
    ['Demianenko', 'демʼяненко'],
    ['Yizhakevych', 'їжакевич'],
    ['Hora-Yavorska', 'гора-яворська'],
  ])('%s may be %s, among others', (latin, name) => {
    const found = cyrillicCandidates(latin, 400);
    expect(found).toContain(name);
    expect(found.length).toBeGreaterThan(1);
  });

  it('begins with what needs no lost sign', () => {
    expect(cyrillicCandidates('Hnatiuk', 2)).toEqual(['гнатюк', 'гнатіук']);
    expect(cyrillicCandidates('Koval', 3)).toEqual(['ковал', 'коваль']);
  });

  it('leads nowhere from what the table never writes', () => {
    expect(cyrillicCandidates('Queixo', 10)).toEqual([]);
    expect(cyrillicCandidates('', 10)).toEqual([]);
    expect(cyrillicCandidates('Гнатюк', 10)).toEqual([]);
  });

  it('has the word that was romanised among its ends, and each end is romanised to where it began', () => {
    fc.assert(
      fc.property(word, (name) => {
        const latin = romaniseUkrainian(name);
        const found = cyrillicCandidates(latin, 5_000);
        expect(found).toContain(name);
        for (const candidate of found) expect(romaniseUkrainian(candidate)).toBe(latin);
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });

  it('ends, however long the way', () => {
    const long = 'i'.repeat(200);
    expect(cyrillicCandidates(long, 20)).toHaveLength(20);
    expect(cyrillicCandidates(`${long}q`, 20)).toEqual([]);
    expect(cyrillicCandidates(`${'t'.repeat(100)}h`, 20)).toHaveLength(20);
  });
});
