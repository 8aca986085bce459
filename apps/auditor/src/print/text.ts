import type { Report, Table } from './report.js';

/** A report for a terminal: its tables in columns, its notes below. What it is about stands in the command that was typed. */
export function asText({ tables, notes }: Report): string {
  return [...tables.map(tableText), ...notes.map((note) => `${note}\n`)].join('\n');
}

function tableText({ title, columns, rows }: Table): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => (column === columns.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return `${title === null ? '' : `${title}\n`}${lines.join('\n')}\n`;
}
