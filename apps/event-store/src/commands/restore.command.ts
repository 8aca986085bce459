import type { Command } from 'commander';
import { dataFolderOf } from '../data-option.js';
import { guarded } from '../guarded.js';
import { conclude } from './check.command.js';

/** `event-store restore --from FILE --data FOLDER`: makes a data folder of a backup, once the copy has been checked. */
export function restoreCommand(program: Command): void {
  program
    .command('restore')
    .description('Make a data folder of a backup. The folder must be empty or not there.')
    .requiredOption('--from <file>', 'the file that event-store backup wrote')
    .action(({ from }: { from: string }) => guarded(() => restoreFrom(from, dataFolderOf(program))));
}

async function restoreFrom(from: string, data: string): Promise<void> {
  const { restore } = await import('#libs/embedded/src/event-store/storage/restore.js');
  const { showCheck } = await import('../show-check.js');
  const shown = showCheck();
  const result = await restore(from, data, shown).finally(() => shown.done());
  conclude(result, result.faults === 0 ? `The restored folder ${data}` : `The backup ${from}`);
}
