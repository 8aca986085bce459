import 'reflect-metadata';
import { Command } from 'commander';
import { restoreDataFolder } from './restore-data-folder.js';

await new Command('restore')
  .description('Makes a data folder of a backup of a standalone Homeward.')
  .requiredOption('--from <folder>', 'the backup')
  .requiredOption('--kek <file>', 'the key-encryption key that was kept apart from it')
  .option('--data <folder>', 'the data folder to make; it must be empty or not there', '.homeward')
  .action(async ({ from, kek, data }: { from: string; kek: string; data: string }) => {
    try {
      const { data: made, contents } = await restoreDataFolder(from, kek, data);
      process.stdout
        .write(`${made} holds what was backed up at ${contents.madeAt}. Start it: npm start -- --data ${data}
Whoever's data was erased since then must be erased again.
`);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  })
  .parseAsync();
