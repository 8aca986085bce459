import type { Fact } from '#libs/kernel/src/two-times/question.js';
import type { AsOf } from '#libs/audit/src/as-of.js';
import { inPlainWords } from './plain-words.js';
import type { Table } from './report.js';

/** A fact as rows of a table: how sure it is, the revisions that give it, and its value; a possible one has a row for each value. */
export function factRows(fact: Fact): [how: string, because: string, value: string][] {
  if (!('kind' in fact)) return [['as it stands', String(fact.because ?? '-'), inPlainWords(fact.value)]];
  switch (fact.kind) {
    case 'unknown':
      return [['unknown', '-', '-']];
    case 'certain':
      return [['certain', fact.because.join(', ') || '-', inPlainWords(fact.value)]];
    case 'possible':
      return fact.values.map(({ value, because }) => [
        'possible',
        because.join(', ') || '-',
        inPlainWords(value),
      ]);
  }
}

/** The same in one line. */
export function factInWords(fact: Fact | null): string {
  if (fact === null) return 'nothing known';
  const rows = factRows(fact);
  const [[how = ''] = []] = rows;
  return how === 'unknown'
    ? how
    : `${how === 'as it stands' ? '' : `${how}: `}${rows.map(([, , value]) => value).join(' | ')}`;
}

/** Facts as a table: the question, how sure the answer is, the entries that give it, and the answer. */
export function factTable(title: string | null, facts: AsOf['facts']): Table {
  const rows = facts.flatMap(({ question, fact }) =>
    factRows(fact).map((cells, index) => [index === 0 ? question : '', ...cells]),
  );
  return { title, columns: ['question', 'answer is', 'from entry', 'answer'], rows };
}
