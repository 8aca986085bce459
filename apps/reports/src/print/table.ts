import type { MadeFrom, Report } from '../report.js';
import { inText, oneLine } from './in-text.js';

/** For a terminal: numbers to the right, all else to the left. */
export function table({ title, columns, rows, notes }: Report, { readAt, logUpTo }: MadeFrom): string {
  const texts = rows.map((row) => row.map(inText));
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
    ...notes.map((note) => `${oneLine(note)}`),
    '',
  ].join('\n');
}
