import type { MadeFrom, Report } from '../report.js';
import { csv } from './csv.js';
import { json } from './json.js';
import { markdown } from './markdown.js';
import { table } from './table.js';

export const FORMATS = { table, csv, json, markdown } as const satisfies Record<
  string,
  (report: Report, from: MadeFrom) => string
>;
export type Format = keyof typeof FORMATS;
