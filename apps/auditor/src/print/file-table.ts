import type { CaseAsOf } from '#libs/audit/src/case-as-of.js';
import type { Answer } from '#libs/kernel/src/two-times/answer-at.js';
import type { Held } from '#libs/kernel/src/two-times/fold-axis.js';
import { inPlainWords } from './plain-words.js';

type Row = readonly [question: string, how: string, value: string, because: string];

/** A case file as a table: the question, how sure the answer is, the answer, and the revisions that give it. */
export function fileTable(asOf: CaseAsOf): string {
  const { listings, ...axes } = asOf.file;
  const asked: [string, Held<unknown> | Answer<unknown>][] = [
    ...Object.entries(axes),
    ...listings.map(({ agreement, listing }): [string, Held<unknown> | Answer<unknown>] => [
      `listing under ${agreement}`,
      listing,
    ]),
  ];
  const rows = asked.flatMap(([question, answer]) => rowsOf(question, answer));
  const noted = asOf.form === 'held' ? asOf.contradictions.map((word) => `contradiction: ${word}\n`) : [];
  return `${table([['question', 'answer is', 'answer', 'from revision'], ...rows])}${noted.join('')}`;
}

function rowsOf(question: string, answer: Held<unknown> | Answer<unknown>): Row[] {
  if (!('kind' in answer))
    return [[question, 'as it stands', inPlainWords(answer.value), String(answer.because ?? '-')]];
  switch (answer.kind) {
    case 'unknown':
      return [[question, 'unknown', '-', '-']];
    case 'certain':
      return [[question, 'certain', inPlainWords(answer.value), answer.because.join(', ') || '-']];
    case 'possible':
      return answer.values.map(({ value, because }, index) => [
        index === 0 ? question : '',
        'possible',
        inPlainWords(value),
        because.join(', ') || '-',
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
