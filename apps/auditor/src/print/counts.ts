import type { RowCounts } from '#libs/cases/src/row-counts.js';
import type { Table } from './report.js';

/** How many people there are, and how many in each state. */
export function countsTable(counts: RowCounts): Table {
  const rows = counts
    .byState()
    .flatMap(([state, answers]) =>
      answers.map(([answer, people], index) => [
        index === 0 ? state : '',
        String(people).padStart(8),
        answer,
      ]),
    );
  return { title: `${counts.people} people`, columns: ['question', '  people', 'answer'], rows };
}
