import type { Cell, MadeFrom, Report } from '../report.js';
import { inText, oneLine } from './in-text.js';

export function markdown({ title, columns, rows, notes }: Report, { readAt, logUpTo }: MadeFrom): string {
  const isNumber = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number'));
  return [
    `# ${escaped(title)}`,
    '',
    `Read at ${readAt}; log up to ${logUpTo}.`,
    '',
    line(columns),
    `| ${isNumber.map((right) => (right ? '---:' : '---')).join(' | ')} |`,
    ...rows.map(line),
    '',
    ...notes.map((note) => `- ${escaped(note)}`),
    '',
  ].join('\n');
}

const line = (cells: readonly Cell[]): string =>
  `| ${cells.map((cell) => escaped(inText(cell))).join(' | ')} |`;

const escaped = (text: string): string => oneLine(text).replaceAll(/[\\|<>*_`[\]]/g, String.raw`\$&`);
