import type { Command } from 'commander';
import { askToForgetOld } from '#libs/projections/src/ask-projector.js';
import { answered, projectionNamed, say, WHO, withDatabase } from './request.js';

export function forgetOldCommand(program: Command): void {
  program
    .command('forget-old <projection>')
    .description('Drops the tables that the last rebuild replaced.')
    .option(...WHO)
    .option('--why <text>', 'why', 'no longer needed')
    .action((name: string, { who, why }: { who: string; why: string }) =>
      withDatabase(async (db) => {
        const request = await askToForgetOld(db, { projection: projectionNamed(name), who, why });
        say(await answered(db, request, () => Promise.resolve(false)));
      }),
    );
}
