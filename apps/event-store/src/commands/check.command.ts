import type { Command } from 'commander';
import type { CheckResult } from '#libs/embedded/src/event-store/storage/check-data-folder.js';
import { dataFolderOf } from '../data-option.js';
import { guarded } from '../guarded.js';

/** `event-store check --data FOLDER`: tells whether a data folder is sound; exit code 1 when it is not. */
export function checkCommand(program: Command): void {
  program
    .command('check')
    .description('Prove that a data folder is sound, or say what is wrong with it. It may be in use.')
    .action(() => guarded(() => check(dataFolderOf(program))));
}

async function check(data: string): Promise<void> {
  const { checkDataFolder } = await import('#libs/embedded/src/event-store/storage/check-data-folder.js');
  const { showCheck } = await import('../show-check.js');
  const shown = showCheck();
  const result = await checkDataFolder(data, shown).finally(() => shown.done());
  conclude(result, `The data folder ${data}`);
}

/** The last line of a check, and the exit code. */
export function conclude({ events, streams, faults }: CheckResult, subject: string): void {
  if (faults === 0) process.stdout.write(`${subject} is sound (events: ${events}, streams: ${streams}).\n`);
  else {
    process.stderr.write(
      `${subject} is not sound (faults: ${faults}, events: ${events}, streams: ${streams}). ` +
        'Restore a backup into an empty folder.\n',
    );
    process.exitCode = 1;
  }
}
