import { isWithheld, type MadeFrom, type Report } from '../report.js';
import { inText, oneLine } from './in-text.js';

/** For a terminal: numbers to the right, all else to the left, and why something is withheld below, so that lines stay short. */
export function table({ title, columns, rows, notes }: Report, { readAt, logUpTo }: MadeFrom): string {
  const reasons = [
    ...new Set(
      rows
        .flat()
        .filter(isWithheld)
        .map(({ withheld }) => withheld),
    ),
  ];
  const texts = rows.map((row) =>
    row.map((cell) => (isWithheld(cell) ? `withheld [${reasons.indexOf(cell.withheld) + 1}]` : inText(cell))),
  );
  const widths = columns.map((name, at) =>
    Math.max(name.length, ...texts.map((row) => row[at]?.length ?? 0)),
  );
  const lineOf = (cells: readonly string[], isNumber: (at: number) => boolean): string =>
    cells
      .map((cell, at) => (isNumber(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return [
    oneLine(title),
    `read at ${readAt}; log up to ${logUpTo}`,
    '',
    lineOf(columns, () => false),
    lineOf(
      widths.map((width) => '-'.repeat(width)),
      () => false,
    ),
    ...texts.map((row, index) => lineOf(row, (at) => typeof rows[index]?.[at] === 'number')),
    '',
    ...reasons.map((reason, at) => `[${at + 1}] withheld: ${reason}`),
    ...notes.map(oneLine),
    '',
  ].join('\n');
}
