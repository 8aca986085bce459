import type { MadeFrom, Report } from '../report.js';
import { inText } from './in-text.js';

/** RFC 4180, a header first; from what it was made stands in each row, since there is no other place for it. */
export function csv({ columns, rows }: Report, { readAt, logUpTo }: MadeFrom): string {
  const lines = [
    [...columns, 'read at', 'log up to'],
    ...rows.map((row) => [
      ...row.map((cell) => (typeof cell === 'number' ? cell : inText(cell))),
      readAt,
      logUpTo,
    ]),
  ];
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

/** A text that a spreadsheet would take for a formula is put behind an apostrophe (OWASP, CSV injection: not checked). */
function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@]/.test(value.trimStart()) ? `'${value}` : value;
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
