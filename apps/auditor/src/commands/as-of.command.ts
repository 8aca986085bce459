import type { Command } from 'commander';
import { asOf, type AsOf } from '#libs/audit/src/as-of.js';
import type { Subject } from '#libs/audit/src/subjects/subject.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import {
  dayArgument,
  hasFormats,
  instantArgument,
  readsPersonalData,
  subjectArgument,
  type Format,
  type ReadingOptions,
} from '../options.js';
import { factTable } from '../print/fact-rows.js';
import { printed } from '../print/printed.js';
import type { Report } from '../print/report.js';
import { inWordsOf } from '../print/when-words.js';
import { readLogged } from '../read-logged.js';

interface Options extends ReadingOptions {
  readonly validAt?: CivilDay;
  readonly knownAt?: Date;
  readonly format: Format;
}

/** `as-of`: what was known of a subject at an instant, and was so on a day, told from the log alone. */
export function asOfCommand(program: Command): void {
  const command = program
    .command('as-of')
    .description(
      'a case, exchange, agreement, reception or intake as it was at the end of a day (in Kyiv), as known at an instant, from the log alone',
    )
    .argument('<subject>', 'the id of a case, or the name of a stream: exchange-<id>, ...', subjectArgument)
    .option('--valid-at <day>', 'the day, for example 2025-06-14; without it, what stands', dayArgument)
    .option('--known-at <instant>', 'only what was recorded by then; without it, all', instantArgument);
  readsPersonalData(hasFormats(command)).action(run);
}

async function run(subject: Subject, options: Options): Promise<void> {
  const when = { validAt: options.validAt ?? null, knownAt: options.knownAt ?? null };
  const none = `No such ${subject.kind} was known then. Check the id, and --known-at.`;
  const found = await readLogged(
    'as-of',
    [subject.stream],
    options,
    (parts) => asOf(parts, subject, when),
    none,
  );
  printed(options.format, found, reportOf(found));
}

function reportOf(found: AsOf): Report {
  return {
    title: `${found.subject} ${inWordsOf(found)}`,
    about: [['subject', found.subject]],
    tables: [factTable(null, found.facts)],
    notes: found.contradictions.map((word) => `contradiction: ${word}`),
  };
}
