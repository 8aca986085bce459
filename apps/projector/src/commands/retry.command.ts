import type { Command } from 'commander';
import { askToRetry } from '#libs/projections/src/ask-projector.js';
import { askReactionToRetry, REACTIONS } from '#libs/reactions/src/ask-reaction.js';
import { projectionNamed, WHO, WHY, withDatabase } from './request.js';

export function retryCommand(program: Command): void {
  program
    .command('retry <name>')
    .description('Tries again where a projection, a rebuild of it, or a reaction stands still.')
    .option(...WHO)
    .requiredOption(...WHY)
    .action((name: string, { who, why }: { who: string; why: string }) =>
      withDatabase(async (db) => {
        const request = REACTIONS.includes(name)
          ? await askReactionToRetry(db, { reaction: name, who, why })
          : await askToRetry(db, { projection: projectionNamed(name), who, why });
        process.stdout.write(
          `Request ${request} is recorded. A running projector takes it up at once: see projector status.\n`,
        );
      }),
    );
}
