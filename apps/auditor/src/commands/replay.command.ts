import type { Command } from 'commander';
import { replay } from '#libs/audit/src/replay.js';
import { cases } from '#libs/cases/src/state.js';
import type { CaseId } from '#libs/kernel/src/ids.js';
import { streamName } from '#libs/kernel/src/stream.js';
import { OperatorError } from '../operator-error.js';
import { caseArgument, instantArgument, reasonArgument } from '../options.js';
import { openParts } from '../parts.js';
import { eventJson, eventLine } from '../print/event-line.js';
import { logProgress } from '../progress.js';

interface Options {
  readonly knownAt?: Date;
  readonly why: string;
  readonly json?: true;
  readonly data: string;
}

/** `replay`: every event of a case in order, straight from the log. */
export function replayCommand(program: Command): void {
  program
    .command('replay')
    .description('every event of a case in order, straight from the log: both times, who, on what basis')
    .argument('<case>', 'the id of the case', caseArgument)
    .option('--known-at <instant>', 'only what was recorded by then; without it, all', instantArgument)
    .requiredOption('--why <reason>', 'why you read this file, for the access log', reasonArgument)
    .option('--json', 'print JSON, one event a line')
    .option('--data <folder>', 'the data folder of a standalone Homeward', '.homeward')
    .action(replayCase);
}

async function replayCase(id: CaseId, { knownAt, why, json, data }: Options): Promise<void> {
  const parts = await openParts(data);
  const { progress, done } = logProgress();
  try {
    const log = await parts.accessLog();
    const lines: string[] = [];
    for await (const event of replay({ ...parts, progress }, streamName(cases, id), knownAt ?? null)) {
      lines.push(json ? eventJson(event) : eventLine(event));
    }
    done();
    const outcome = lines.length === 0 ? 'not-found' : 'allowed';
    await log.writeAccess({
      who: parts.staff,
      role: 'auditor',
      route: 'auditor replay',
      subjects: [id],
      why,
      outcome,
    });
    if (lines.length === 0)
      throw new OperatorError('No such case was known then. Check the id, and --known-at.');
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    done();
    await parts.close();
  }
}
