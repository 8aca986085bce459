import { rm } from 'node:fs/promises';
import { Command } from 'commander';
import { openDataFolder } from './data-folder.js';

await new Command('reset')
  .description('Deletes the data folder of a standalone Homeward: all cases, keys and secrets in it.')
  .option('--data <folder>', 'the data folder', '.homeward')
  .action(async ({ data }: { data: string }) => {
    try {
      // Opening it first refuses a folder that is in use.
      const { path } = await openDataFolder(data);
      await rm(path, { recursive: true, force: true });
      process.stdout.write(`${path} is cleared. The next start begins anew.\n`);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  })
  .parseAsync();
