import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { Option, type Command } from 'commander';
import { population } from '#libs/audit/src/population/population.js';
import { personRow, STATES, type PersonRow } from '#libs/cases/src/person-row.js';
import { RowCounts } from '#libs/cases/src/row-counts.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { caseId, type CaseId } from '#libs/kernel/src/ids.js';
import { OperatorError } from '../operator-error.js';
import {
  argument,
  dayArgument,
  instantArgument,
  readsPersonalData,
  type ReadingOptions,
} from '../options.js';
import { openParts } from '../parts.js';
import { countsTable } from '../print/counts.js';
import { asText } from '../print/text.js';

interface Options extends ReadingOptions {
  readonly validAt?: CivilDay;
  readonly knownAt?: Date;
  readonly after?: CaseId;
  readonly format: 'table' | 'csv' | 'ndjson';
}

/** `population`: everybody's state on a day as known at an instant, a line each. */
export function populationCommand(program: Command): void {
  const command = program
    .command('population')
    .description(
      "everybody's state at the end of a day, as known at an instant: a line each, without names, and counts",
    )
    .option('--valid-at <day>', 'the day, for example 2025-06-14; without it, what stands', dayArgument)
    .option('--known-at <instant>', 'only what was recorded by then; without it, all', instantArgument)
    .option('--after <case>', 'go on behind this case, where it was broken off', argument(caseId))
    .addOption(
      new Option('--format <format>', 'how each line is printed')
        .choices(['table', 'csv', 'ndjson'])
        .default('table'),
    );
  readsPersonalData(command).action(run);
}

async function run({ validAt, knownAt, after, format, why, data }: Options): Promise<void> {
  if (after !== undefined && knownAt === undefined)
    throw new OperatorError(
      'With --after, give --known-at too: what is known now is more than it was before the break.',
    );
  const parts = await openParts(data);
  const stopping = stopped();
  const counts = new RowCounts();
  let last = after ?? null;
  try {
    const log = await parts.accessLog();
    await log.writeAccess({
      who: parts.staff,
      role: 'auditor',
      route: 'auditor population',
      subjects: ['everybody'],
      why,
      outcome: 'allowed',
    });
    await print(headOf(format));
    for await (const person of population(
      { ...parts, temporary: tmpdir(), signal: stopping },
      { validAt: validAt ?? null, knownAt: knownAt ?? null },
      last,
    )) {
      const facts = new Map(person.facts.map(({ question, fact }) => [question, fact]));
      const row = personRow(person.subject.slice('case-'.length), facts);
      counts.add(row);
      await print(lineOf(row, format));
      last = row.case as CaseId;
    }
  } finally {
    await parts.close();
  }
  const told = asText({ title: '', about: [], tables: [countsTable(counts)], notes: [] });
  (format === 'table' ? process.stdout : process.stderr).write(`\n${told}`);
  if (stopping.aborted) {
    process.stderr.write(
      `Broken off. ${last === null ? 'Nothing was told yet.' : `Go on with --after ${last}, and the same --valid-at and --known-at; these counts are of the first part.`}\n`,
    );
    process.exitCode = 130;
  }
}

const WIDTHS = { casework: 8, search: 16, captivity: 24, whereabouts: 14, fate: 14, remains: 12 } as const;

function headOf(format: Options['format']): string {
  switch (format) {
    case 'table':
      return `${'case'.padEnd(36)}  ${STATES.map((state) => state.padEnd(WIDTHS[state])).join('  ')}  listings\n`;
    case 'csv':
      return `case,${STATES.join(',')},listings\n`;
    case 'ndjson':
      return '';
  }
}

function lineOf(row: PersonRow, format: Options['format']): string {
  const states = STATES.map((state) => row[state]);
  const listings = row.listings
    .map(({ agreement, listing }) => `${listing} (${agreement.slice(0, 8)})`)
    .join('; ');
  switch (format) {
    case 'table': {
      const cells = STATES.map((state) => row[state].padEnd(WIDTHS[state]));
      return `${`${row.case}  ${cells.join('  ')}  ${listings}`.trimEnd()}\n`;
    }
    case 'csv':
      return `${[row.case, ...states, listings].map(cellOf).join(',')}\n`;
    case 'ndjson':
      return `${JSON.stringify(row)}\n`;
  }
}

/** RFC 4180, section 2. */
const cellOf = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Waits for a slow reader of the output. */
async function print(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** Aborts when the person at the terminal presses Ctrl-C, or the reader of the output is gone. */
function stopped(): AbortSignal {
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  process.once('SIGTERM', () => stopping.abort());
  process.stdout.once('error', () => stopping.abort());
  return stopping.signal;
}
