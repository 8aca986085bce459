import type { Command } from 'commander';
import { askToRetry } from '#libs/projections/src/ask-projector.js';
import { projectionNamed, WHO, WHY, withDatabase } from './request.js';

export function retryCommand(program: Command): void {
  program
    .command('retry <projection>')
    .description('Tries again where a projection or a rebuild of it stands still.')
    .option(...WHO)
    .requiredOption(...WHY)
    .action((name: string, { who, why }: { who: string; why: string }) =>
      withDatabase(async (db) => {
        const request = await askToRetry(db, { projection: projectionNamed(name), who, why });
        process.stdout.write(
          `Request ${request} is recorded. A running projector takes it up at once: see projector status.\n`,
        );
      }),
    );
}
