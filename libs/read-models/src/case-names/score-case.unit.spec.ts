import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { bornFit, scorer, type SeenName } from './score-case.js';
import type { SearchAsk } from './search-ask.js';

const seen = (more: Partial<SeenName>): SeenName => ({
  caseId: 'a',
  revision: 1,
  spelling: 'document',
  surname: 'Гнатюк',
  givenNames: 'Олексій',
  patronymic: 'Іванович',
  serviceNumber: null,
  born: edtf('1990-04-12'),
  ...more,
});
const ask = (more: Partial<SearchAsk>): SearchAsk => ({
  name: null,
  serviceNumber: null,
  born: null,
  facts: null,
  ...more,
});
const HNATIUK = { surname: 'Гнатюк', givenNames: null, patronymic: null };

describe('A date of birth that was asked for, beside the recorded one', () => {
  it.each([
    ['1990-04-12', '1990-04-12', 'exact'],
    ['1990-04', '1990-04', 'exact'],
    ['1990', '1990-04-12', 'within'],
    ['199X', '1990-04', 'within'],
    ['1985/1995', '1990-04-12', 'within'],
    ['1990-04-12', '1990', 'possible'],
    ['1990-04-12', '1990-04-12?', 'within'],
    ['1990-04-12', '1989/1990', 'possible'],
    ['1990-04-12', '1989/..', 'possible'],
    ['1990-04-12', 'XXXX', 'not-recorded'],
    ['1990-04-12', '1991', 'not-possible'],
    ['../1980', '1990-04-12', 'not-possible'],
    ['1990-04-12', null, 'not-recorded'],
  ])('%s beside %s is %s', (asked, recorded, fit) => {
    expect(bornFit(edtf(asked), recorded === null ? null : edtf(recorded))).toBe(fit);
  });
});

describe('The score of a case', () => {
  it('is that of the name that fits best, the newer one of two that fit alike', () => {
    const names = [
      seen({ surname: 'Гнатюк', revision: 1 }),
      seen({ surname: 'Гнатюк', revision: 4 }),
      seen({ surname: 'Розгон', revision: 6 }),
    ];
    expect(scorer(ask({ name: HNATIUK }))('a', names)).toMatchObject({ score: 1, shown: { revision: 4 } });
  });

  it('is the mean of name, number and date by their weights, of whichever statement fits best', () => {
    const names = [seen({ serviceNumber: 'АБ-123456', born: edtf('1990') }), seen({ born: edtf('XXXX') })];
    const asked = { name: HNATIUK, serviceNumber: 'аб 123457', born: edtf('1990-04-12') };
    expect(scorer(ask(asked))('a', names)).toMatchObject({
      score: 0.9,
      matches: [
        { part: 'surname', fit: 'exact' },
        { part: 'patronymic', fit: 'not-asked' },
        { part: 'serviceNumber', fit: 'one-letter-differs' },
        { part: 'born', fit: 'possible' },
      ],
    });
  });

  it('is none for another name, another number, or nobody', () => {
    expect(scorer(ask({ name: { ...HNATIUK, surname: 'Шевченко' } }))('a', [seen({})])).toBeNull();
    expect(
      scorer(ask({ serviceNumber: 'АБ-123456' }))('a', [seen({ serviceNumber: 'ВГ-000001' })]),
    ).toBeNull();
    expect(scorer(ask({ name: HNATIUK }))('a', [])).toBeNull();
    expect(scorer(ask({ facts: { fate: 'dead' } }))('a', [])).toMatchObject({ score: null, shown: null });
  });

  it('does not depend on what was scored before', () => {
    const word = fc.constantFrom('Гнатюк', 'Hnatiuk', 'Гнатик', 'Олексій', 'Алексей', 'Розгон');
    const name = fc.record({ surname: word, givenNames: word });
    fc.assert(
      fc.property(word, word, fc.array(name, { maxLength: 6 }), name, (surname, givenNames, before, last) => {
        const asked = ask({ name: { surname, givenNames, patronymic: null } });
        const used = scorer(asked);
        for (const each of before) used('b', [seen(each)]);
        expect(used('a', [seen(last)])).toEqual(scorer(asked)('a', [seen(last)]));
      }),
    );
  });
});
