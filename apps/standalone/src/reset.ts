import { Command } from 'commander';
import { clearDataFolder } from './clear-data-folder.js';

await new Command('reset')
  .description('Deletes the data folder of a standalone Homeward: all cases, keys and secrets in it.')
  .option('--data <folder>', 'the data folder', '.homeward')
  .action(async ({ data }: { data: string }) => {
    try {
      process.stdout.write(`${await clearDataFolder(data)} is cleared. The next start begins anew.\n`);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  })
  .parseAsync();
