import type { Command } from 'commander';
import { askToSkip } from '#libs/projections/src/ask-projector.js';
import { askReactionToSkip, REACTIONS } from '#libs/reactions/src/ask-reaction.js';
import { projectionNamed, WHY, withDatabase } from './request.js';

interface Options {
  event: string;
  who: string;
  why: string;
}

export function skipCommand(program: Command): void {
  program
    .command('skip <name>')
    .description(
      'Passes over the event at which a projection stands still: its rows lack it until the version of the projection is raised. Or that at which a reaction stands still: it then leads to nothing.',
    )
    .requiredOption('--event <id>', 'the id of the event, to be sure which one is meant')
    .requiredOption('--who <staff>', 'who decides it')
    .requiredOption(...WHY)
    .action((name: string, { event, who, why }: Options) =>
      withDatabase(async (db) => {
        if (REACTIONS.includes(name)) {
          const request = await askReactionToSkip(db, { reaction: name, who, why }, event);
          process.stdout.write(
            `Request ${request} is recorded. This event leads to nothing: see projector status.\n`,
          );
          return;
        }
        const request = await askToSkip(db, { projection: projectionNamed(name), who, why }, event);
        process.stdout.write(
          `Request ${request} is recorded. The rows of ${name} lack this event from now on: see projector status.\n`,
        );
      }),
    );
}
