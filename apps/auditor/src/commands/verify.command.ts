import { InvalidArgumentError, type Command } from 'commander';
import { isSound, type Finding, type TouchingEvent, type Verified } from '#libs/audit/src/verify/findings.js';
import { verify } from '#libs/audit/src/verify/verify.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { hasFormats, readsPersonalData, type Format, type ReadingOptions } from '../options.js';
import { printed } from '../print/printed.js';
import type { Report, Table } from '../print/report.js';
import { readLogged } from '../read-logged.js';

interface Options extends ReadingOptions {
  readonly sample: number;
  readonly show?: true;
  readonly format: Format;
}

/** The exit code where something is not what the log says; 1 stands for a verification that could not be made. */
const NOT_SOUND = 2;

/** `verify`: every read model recomputed from the log, and compared. */
export function verifyCommand(program: Command): void {
  const command = program
    .command('verify')
    .description(
      'recomputes every read model from the log and compares it, row by row, with what is read; exits with 2 if anything differs',
    )
    .option(
      '--sample <percent>',
      'compare only so much of the rows of each table, chosen by chance',
      percent,
      100,
    )
    .option(
      '--show',
      'print the values that differ, which may be personal data; it goes into the access log',
    );
  readsPersonalData(hasFormats(command)).action(run);
}

async function run(options: Options): Promise<void> {
  const { sample, show = false } = options;
  const found = await readLogged(
    show ? 'verify --show' : 'verify',
    (each: Verified) => (show ? streamsOf(each) : []),
    options,
    (parts) => verify({ ...parts, projections: allProjections }, { sample, show }),
    'Nothing to verify.',
  );
  printed(options.format, { sound: isSound(found), ...found }, reportOf(found));
  if (!isSound(found)) process.exitCode = NOT_SOUND;
}

/** Of whom values are shown. */
function streamsOf({ projections }: Verified): string[] {
  const events = projections.flatMap(({ tables }) =>
    tables.flatMap(({ findings }) => findings.flatMap((finding) => finding.events)),
  );
  return [...new Set(events.map(({ stream }) => stream))];
}

function reportOf(found: Verified): Report {
  const { projections, events, sample, problems, notVerified } = found;
  const compared = projections.flatMap(({ projection, position, tables }) =>
    tables.map(({ table, compared: rows, wrong }) => [
      projection,
      position ?? '-',
      table,
      String(rows),
      String(wrong),
    ]),
  );
  const wrong = projections.flatMap(({ tables }) =>
    tables.flatMap(({ table, findings }) => findings.map((each) => wrongRow(table, each))),
  );
  const total = projections.flatMap(({ tables }) => tables).reduce((sum, { wrong: count }) => sum + count, 0);
  const skipped = projections.filter((each) => each.skipped > 0);
  const tables: Table[] = [
    {
      title: null,
      columns: ['projection', 'at position', 'table', 'rows compared', 'wrong'],
      rows: compared,
    },
    {
      title: 'Rows that are not what the log says',
      columns: ['table', 'key', 'what', 'because of'],
      rows: wrong,
    },
  ];
  return {
    title: 'Read models against the log',
    about: [['events of the log', String(events)]],
    tables: tables.filter(({ rows }) => rows.length > 0),
    notes: [
      ...problems,
      ...projections.flatMap(({ projection, problems: own }) =>
        own.map((problem) => `${projection}: ${problem}`),
      ),
      ...skipped.map(
        ({ projection, skipped: count }) =>
          `${projection}: its rows lack ${count} events that an operator had skipped.`,
      ),
      ...(total > wrong.length ? [`${total - wrong.length} more rows are wrong; they are not listed.`] : []),
      ...(notVerified.length > 0
        ? [`Not verified, for no projection owns them: ${notVerified.join(', ')}.`]
        : []),
      `${isSound(found) ? 'Sound' : 'NOT SOUND'}: ${events} events were read, and ${sample} % of the rows compared.`,
    ],
  };
}

function wrongRow(
  table: string,
  { kind, key, columns, reflects, events, eventCount, values }: Finding,
): string[] {
  const named = Object.entries(key)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const shown = Object.entries(values ?? {}).map(
    ([name, [has, should]]) => `${name} is ${JSON.stringify(has)}, should be ${JSON.stringify(should)}`,
  );
  const what = {
    differs: shown.length > 0 ? shown.join('; ') : `differs in ${columns.join(', ')}`,
    missing: 'is missing',
    extra: `is too many: no event of the log made it, it claims position ${reflects?.position ?? '-'}`,
  }[kind];
  const more = eventCount > 1 ? ` (the last of ${eventCount} events)` : '';
  return [table, named, what, eventInWords(events.at(-1)) + more];
}

const eventInWords = (event: TouchingEvent | undefined): string =>
  event === undefined
    ? '-'
    : `${event.type}, entry ${event.revision} of ${event.stream}, position ${event.position}`;

function percent(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 100))
    throw new InvalidArgumentError('A share is a number of percent, above 0 and up to 100.');
  return value;
}
