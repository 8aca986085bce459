import type { CaseAsOf } from '#libs/audit/src/case-as-of.js';
import type { Answer } from '#libs/kernel/src/two-times/answer-at.js';
import type { Held } from '#libs/kernel/src/two-times/fold-axis.js';
import { inPlainWords } from './plain-words.js';

type Row = readonly [question: string, how: string, because: string, value: string];

/** A case file as a table: the question, how sure the answer is, the answer, and the revisions that give it. */
export function fileTable(asOf: CaseAsOf): string {
  const { listings, contacts, ...axes } = asOf.file;
  const asked: [string, Held<unknown> | Answer<unknown>][] = [
    ...Object.entries(axes),
    ...contacts.map(({ contact, reached }): [string, Held<unknown> | Answer<unknown>] => [contact, reached]),
    ...listings.map(({ agreement, listing }): [string, Held<unknown> | Answer<unknown>] => [
      `listing under ${agreement}`,
      listing,
    ]),
  ];
  const rows = asked.flatMap(([question, answer]) => rowsOf(question, answer));
  const noted = asOf.form === 'held' ? asOf.contradictions.map((word) => `contradiction: ${word}\n`) : [];
  return `${table([['question', 'answer is', 'from revision', 'answer'], ...rows])}${noted.join('')}`;
}

function rowsOf(question: string, answer: Held<unknown> | Answer<unknown>): Row[] {
  if (!('kind' in answer))
    return [[question, 'as it stands', String(answer.because ?? '-'), inPlainWords(answer.value)]];
  switch (answer.kind) {
    case 'unknown':
      return [[question, 'unknown', '-', '-']];
    case 'certain':
      return [[question, 'certain', answer.because.join(', ') || '-', inPlainWords(answer.value)]];
    case 'possible':
      return answer.values.map(({ value, because }, index) => [
        index === 0 ? question : '',
        'possible',
        because.join(', ') || '-',
        inPlainWords(value),
      ]);
  }
}

function table(rows: readonly Row[]): string {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
