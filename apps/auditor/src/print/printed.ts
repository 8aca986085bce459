import type { Format } from '../options.js';
import { asJson } from './as-json.js';
import { asPage } from './page.js';
import type { Report } from './report.js';
import { asText } from './text.js';

/** Prints what was found: `value` as JSON, or the report made of it. */
export function printed(format: Format, value: unknown, report: Report): void {
  process.stdout.write(
    format === 'json' ? asJson(value) : format === 'page' ? asPage(report) : asText(report),
  );
}
