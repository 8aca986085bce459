import { InvalidArgumentError, type Command } from 'commander';
import { askToRebuild } from '#libs/projections/src/ask-projector.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import type { Answer } from '#libs/records/src/operator-requests.js';
import { OperatorError } from '../operator-error.js';
import { answered, projectionNamed, say, WHO, withDatabase } from './request.js';
import { rebuildProgress } from './rebuild-progress.js';

interface Options {
  all?: boolean;
  throttle?: number;
  who: string;
  why: string;
}

export function rebuildCommand(program: Command): void {
  program
    .command('rebuild [projections...]')
    .description(
      'Has tables filled anew from the log beside those that are read, compared, and swapped in. Ctrl-C leaves it running.',
    )
    .option('--all', 'every projection')
    .option('--throttle <events>', 'at most so many events a second', eventsPerSecond)
    .option(...WHO)
    .option('--why <text>', 'why', 'asked for by an operator')
    .action((names: string[], options: Options) =>
      withDatabase(async (db) => {
        const wanted = options.all === true ? allProjections : names.map(projectionNamed);
        if (wanted.length === 0) throw new OperatorError('Name one or more projections, or --all.');
        const { who, why, throttle = null } = options;
        const requests: string[] = [];
        await db.query('BEGIN');
        for (const projection of wanted)
          requests.push(await askToRebuild(db, { projection, who, why }, throttle));
        await db.query('COMMIT');
        const progress = rebuildProgress(
          db,
          wanted.map(({ name }) => name),
        );
        try {
          const answers: Answer[] = [];
          for (const request of requests)
            answers.push(await answered(db, request, () => progress.look(requests)));
          progress.done();
          for (const answer of answers) say(answer);
        } finally {
          progress.done();
        }
      }),
    );
}

function eventsPerSecond(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new InvalidArgumentError('It must be a whole number of events a second.');
  return Number(text);
}
