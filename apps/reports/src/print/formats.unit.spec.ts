import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Cell, Report } from '../report.js';
import { FORMATS } from './formats.js';

const from = { readAt: '2025-06-14T18:00:00.000Z', logUpTo: 'event 1' };
const reason = 'embargoed until the exchange is complete';
const report = (...rows: readonly (readonly Cell[])[]): Report => ({
  title: 'Stage 4',
  columns: ['who', 'figure'],
  rows,
  notes: ['Claims stand side by side.'],
});

/** RFC 4180, section 2, as written there. */
function readCsv(text: string): string[][] {
  const records: string[][] = [[]];
  const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let found = fields.exec(text); found; found = fields.exec(text)) {
    records.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n' && fields.lastIndex < text.length) records.push([]);
  }
  return records;
}

describe('A printed report', () => {
  it.each(Object.keys(FORMATS) as (keyof typeof FORMATS)[])(
    'as %s says what is withheld, and why',
    (format) => {
      const text = FORMATS[format](report(['ours', { withheld: reason }]), from);
      expect(text).toContain(reason);
      expect(text).toContain('withheld');
      for (const part of [from.readAt, from.logUpTo]) expect(text).toContain(part);
    },
  );

  it('as a table has numbers to the right', () => {
    const text = FORMATS.table(report(['Headquarters', 6057], ['minister', 12]), from);
    expect(text.split('\n').slice(3, 7)).toEqual([
      'who           figure',
      '------------  ------',
      'Headquarters    6057',
      'minister          12',
    ]);
  });

  it('as CSV is read back field by field, with from what it was made in each row', () => {
    const text = FORMATS.csv(report(['says "6,057", he', 6057]), from);
    expect(text).toBe(
      'who,figure,read at,log up to\r\n"says ""6,057"", he",6057,2025-06-14T18:00:00.000Z,event 1\r\n',
    );
  });

  it('as CSV reads back as it was for any text, and starts no formula', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string(), fc.constantFrom('=1+1', '+A1', '-2', '@SUM(A1)', '\t=1', ' =1', '\r\n')),
          { minLength: 1 },
        ),
        (texts) => {
          const [, ...rows] = readCsv(FORMATS.csv(report(...texts.map((text) => [text, 1])), from));
          expect(rows).toHaveLength(texts.length);
          for (const [index, [told, figure]] of rows.entries()) {
            expect(told?.replace(/^'/, '')).toBe(
              texts[index]?.replaceAll(/\p{Cc}+/gu, ' ').replace(/^'/, ''),
            );
            expect(told).not.toMatch(/^\s*[=+\-@]/);
            expect(figure).toBe('1');
          }
        },
      ),
    );
  });

  it('as JSON has withheld numbers as objects with the reason', () => {
    expect(
      JSON.parse(FORMATS.json(report(['ours', { withheld: reason }], ['theirs', 3]), from)),
    ).toMatchObject({
      title: 'Stage 4',
      logUpTo: 'event 1',
      rows: [
        { who: 'ours', figure: { withheld: reason } },
        { who: 'theirs', figure: 3 },
      ],
    });
  });

  it('as Markdown keeps its columns, whatever a text holds', () => {
    const text = FORMATS.markdown(report(['a | b\n<b>', 3]), from);
    expect(text).toContain(String.raw`| a \| b \<b\> | 3 |`);
    expect(text).toContain('| --- | ---: |');
  });

  it('obeys no control character of a text', () => {
    const text = FORMATS.table(report(['\u001b[2J6060\u0007', 3]), from);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});
