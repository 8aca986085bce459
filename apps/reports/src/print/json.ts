import type { MadeFrom, Report } from '../report.js';

export function json({ title, columns, rows, notes }: Report, { readAt, logUpTo }: MadeFrom): string {
  const named = rows.map((row) => Object.fromEntries(row.map((cell, at) => [columns[at] ?? '', cell])));
  return `${JSON.stringify({ title, readAt, logUpTo, notes, rows: named }, null, 2)}\n`;
}
