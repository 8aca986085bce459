import { Command } from 'commander';
import { backUpDataFolder } from './back-up-data-folder.js';

await new Command('backup')
  .description(
    'Copies the log, the keys and the records of a standalone Homeward, which may be running, into a new folder.',
  )
  .requiredOption('--to <folder>', 'the folder to make')
  .option('--data <folder>', 'the data folder', '.homeward')
  .action(async ({ data, to }: { data: string; to: string }) => {
    try {
      const made = await backUpDataFolder(data, to);
      process.stdout
        .write(`The backup ${made.to} is on disk: log, keys and records. Tables for reading are not in it; a restore fills them.
Its keys are of no use without the key-encryption key, which is not in it:
  ${made.kekFile}
Keep a copy of that file in another place, never beside a backup: whoever has both can read everything.
`);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  })
  .parseAsync();
