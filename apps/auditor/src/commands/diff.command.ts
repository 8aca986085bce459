import type { Command } from 'commander';
import { differ, type Differs } from '#libs/audit/src/differ.js';
import type { Subject } from '#libs/audit/src/subjects/subject.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Cause } from '#libs/kernel/src/two-times/difference.js';
import { OperatorError } from '../operator-error.js';
import {
  dayArgument,
  hasFormats,
  instantArgument,
  readsPersonalData,
  subjectArgument,
  type Format,
  type ReadingOptions,
} from '../options.js';
import { eventTable, inOneSentence } from '../print/event-words.js';
import { factInWords } from '../print/fact-rows.js';
import { printed } from '../print/printed.js';
import type { Report } from '../print/report.js';
import { inWordsOf } from '../print/when-words.js';
import { readLogged } from '../read-logged.js';

interface Options extends ReadingOptions {
  readonly fromValidAt?: CivilDay;
  readonly fromKnownAt?: Date;
  readonly toValidAt?: CivilDay;
  readonly toKnownAt?: Date;
  readonly format: Format;
}

/** `diff`: what two views of a subject answer differently, each with the events that caused it. */
export function diffCommand(program: Command): void {
  const command = program
    .command('diff')
    .description(
      'what two views of a case, exchange, ... answer differently, and the events that caused each change',
    )
    .argument('<subject>', 'the id of a case, or the name of a stream: exchange-<id>, ...', subjectArgument)
    .option('--from-valid-at <day>', 'the day of the first view; without it, what stands', dayArgument)
    .option('--from-known-at <instant>', 'what the first view knows; without it, all', instantArgument)
    .option('--to-valid-at <day>', 'the day of the second view; without it, what stands', dayArgument)
    .option('--to-known-at <instant>', 'what the second view knows; without it, all', instantArgument);
  readsPersonalData(hasFormats(command)).action(run);
}

async function run(subject: Subject, options: Options): Promise<void> {
  const { fromValidAt = null, fromKnownAt = null, toValidAt = null, toKnownAt = null } = options;
  if ((fromValidAt === null) !== (toValidAt === null))
    throw new OperatorError(
      'Give both --from-valid-at and --to-valid-at, or neither: what stands cannot be compared with a day.',
    );
  const from = { validAt: fromValidAt, knownAt: fromKnownAt };
  const to = { validAt: toValidAt, knownAt: toKnownAt };
  const none = `No such ${subject.kind} was known in either view. Check the id, and what the views know.`;
  const found = await readLogged(
    'diff',
    [subject.stream],
    options,
    (parts) => differ(parts, subject, from, to),
    none,
  );
  const { told: _, ...value } = found;
  printed(options.format, value, reportOf(found));
}

function reportOf({ subject, from, to, changed, between, told }: Differs): Report {
  const rows = changed.flatMap(({ question, from: before, to: after, causes }) => [
    [question, 'before', factInWords(before)],
    ['', 'after', factInWords(after)],
    ...causes.map((cause, index) => ['', index === 0 ? 'because' : '', causeInWords(cause, told)]),
  ]);
  const named = new Set(changed.flatMap(({ causes }) => causes.map(({ revision }) => revision)));
  const others = between.filter(({ revision }) => !named.has(revision));
  const counted = `${changed.length} of its facts differ; ${between.length} events lie between the views.`;
  return {
    title: `${subject}: what changed`,
    about: [
      ['from', inWordsOf(from)],
      ['to', inWordsOf(to)],
    ],
    tables: [
      ...(rows.length === 0 ? [] : [{ title: null, columns: ['question', '', 'answer'], rows }]),
      ...(others.length === 0 ? [] : [eventTable('Between the views, and no cause of any change', others)]),
    ],
    notes: [counted],
  };
}

const HOW: Readonly<Record<Cause['how'], string>> = {
  recorded: 'recorded between them',
  withdrawn: 'withdrawn between them',
  corrected: 'corrected between them',
  day: 'dated between the days',
};

function causeInWords({ revision, how }: Cause, told: Differs['told']): string {
  const event = told.find((each) => each.revision === revision);
  return `${HOW[how]}: entry ${revision}${event === undefined ? '' : `, ${inOneSentence(event)}`}`;
}
