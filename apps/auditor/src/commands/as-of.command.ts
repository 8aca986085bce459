import type { Command } from 'commander';
import { caseAsOf } from '#libs/audit/src/case-as-of.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { CaseId } from '#libs/kernel/src/ids.js';
import { OperatorError } from '../operator-error.js';
import { dayArgument, instantArgument, caseArgument, reasonArgument } from '../options.js';
import { openParts } from '../parts.js';
import { fileTable } from '../print/file-table.js';
import { logProgress } from '../progress.js';

interface Options {
  readonly validAt?: CivilDay;
  readonly knownAt?: Date;
  readonly why: string;
  readonly json?: true;
  readonly data: string;
}

/** `as-of`: a person's file as it was on a day, as known at an instant, told from the log alone. */
export function asOfCommand(program: Command): void {
  program
    .command('as-of')
    .description(
      "a person's file as it was at the end of a day (in Kyiv), as known at an instant, from the log alone",
    )
    .argument('<case>', 'the id of the case', caseArgument)
    .option(
      '--valid-at <day>',
      'the day, for example 2025-06-14; without it, the file as it stands',
      dayArgument,
    )
    .option('--known-at <instant>', 'only what was recorded by then; without it, all', instantArgument)
    .requiredOption('--why <reason>', 'why you read this file, for the access log', reasonArgument)
    .option('--json', 'print JSON')
    .option('--data <folder>', 'the data folder of a standalone Homeward', '.homeward')
    .action(asOf);
}

async function asOf(id: CaseId, { validAt, knownAt, why, json, data }: Options): Promise<void> {
  const parts = await openParts(data);
  const { progress, done } = logProgress();
  try {
    const log = await parts.accessLog();
    const found = await caseAsOf({ ...parts, progress }, id, {
      validAt: validAt ?? null,
      knownAt: knownAt ?? null,
    });
    done();
    const outcome = found === null ? 'not-found' : 'allowed';
    await log.writeAccess({
      who: parts.staff,
      role: 'auditor',
      route: 'auditor as-of',
      subjects: [id],
      why,
      outcome,
    });
    if (found === null) throw new OperatorError('No such case was known then. Check the id, and --known-at.');
    process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : fileTable(found));
  } finally {
    done();
    await parts.close();
  }
}
