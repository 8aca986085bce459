import type { Command } from 'commander';
import { replay } from '#libs/audit/src/replay.js';
import type { Subject } from '#libs/audit/src/subjects/subject.js';
import {
  hasFormats,
  instantArgument,
  readsPersonalData,
  subjectArgument,
  type Format,
  type ReadingOptions,
} from '../options.js';
import { eventTable } from '../print/event-words.js';
import { printed } from '../print/printed.js';
import { inWordsOf } from '../print/when-words.js';
import { readLogged } from '../read-logged.js';

interface Options extends ReadingOptions {
  readonly knownAt?: Date;
  readonly format: Format;
}

/** `replay`: every event of a stream in order, straight from the log. */
export function replayCommand(program: Command): void {
  const command = program
    .command('replay')
    .description(
      'every event of a case, exchange, agreement, reception or intake in order, straight from the log: both times, who, on what basis',
    )
    .argument('<subject>', 'the id of a case, or the name of a stream: exchange-<id>, ...', subjectArgument)
    .option('--known-at <instant>', 'only what was recorded by then; without it, all', instantArgument);
  readsPersonalData(hasFormats(command)).action(run);
}

async function run(subject: Subject, options: Options): Promise<void> {
  const knownAt = options.knownAt ?? null;
  const none = `No such ${subject.kind} was known then. Check the id, and --known-at.`;
  const found = await readLogged(
    'replay',
    [subject.stream],
    options,
    async (parts) => {
      const events = await replay(parts, subject.stream, knownAt);
      return events.length === 0 ? null : events;
    },
    none,
  );
  printed(options.format, found, {
    title: `${subject.stream}, every entry ${inWordsOf({ validAt: null, knownAt })}`,
    about: [['subject', subject.stream]],
    tables: [eventTable(null, found)],
    notes: [],
  });
}
