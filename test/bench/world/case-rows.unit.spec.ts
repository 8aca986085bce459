import { describe, expect, it } from '@jest/globals';
import type { Projection } from '#libs/projections/src/projection.js';
import type { Cells, RowTable } from '#libs/projections/src/row-table.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { CaseRows } from './case-rows.js';
import { numbersFor } from './numbers.js';
import { ownOf } from './own.js';
import { rowsOf, ToldLog } from './project.js';
import { eventsOfCase } from './told-cases.js';

const [projection] = allProjections as [Projection];
/** A row as the texts of its values: what would be copied into its table. */
const cells = (row: object): Cells =>
  Object.values(row).map((value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)));
const tables = new Map(projection.models.map((model) => [model, { cells } as unknown as RowTable]));

describe('The rows of a case that are filled in', () => {
  const numbers = numbersFor(12_000);
  const caseRows = new CaseRows(projection, tables);

  // One after the other: the later ones fill what was made for an earlier one.
  it.each([0, 1, 2, 7, 8, 15, 26, 107, 5_010, 10_007, 10_015, 100_008])(
    'are those that the projection makes of case %d',
    (index) => {
      const own = ownOf(index, numbers);
      const events = new ToldLog().stream(`case-${own.case}`, eventsOfCase(index, own));
      const folded = [...rowsOf(projection, events)].flatMap(([model, rows]) =>
        rows.map((row) => `${model.entity.name} ${JSON.stringify(cells(row))}`),
      );
      const filled = caseRows
        .of(index, own)
        .map(([model, row]) => `${model.entity.name} ${JSON.stringify(row)}`);
      expect(filled.sort()).toEqual(folded.sort());
    },
  );
});
