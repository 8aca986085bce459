import type { Command } from 'commander';
import { dataFolderOf } from '../data-option.js';

/** `event-store backup --data FOLDER --to FILE`: a copy as of one commit, also while a server writes. */
export function backupCommand(program: Command): void {
  program
    .command('backup')
    .description('Copy a data folder, in use or not, into one new file.')
    .requiredOption('--to <file>', 'the file to write; it must not be there yet')
    .action(async ({ to }: { to: string }) => {
      const data = dataFolderOf(program);
      const { backUp } = await import('#libs/embedded/src/event-store/storage/back-up.js');
      const { showProgress } = await import('../progress.js');
      const shown = showProgress('copying');
      const bytes = await backUp(data, to, shown.progress).finally(() => shown.done());
      process.stdout.write(`The backup ${to} is on disk: ${bytes} bytes.\n`);
    });
}
