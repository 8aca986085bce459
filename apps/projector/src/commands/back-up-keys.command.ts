import type { Command } from 'commander';
import { pathSetting } from '#libs/kernel/src/configuration.js';
import { processConfiguration } from '#libs/kernel/src/process-configuration.js';
import { backUpKeys } from '#libs/stored-events/src/back-up-keys.js';
import { OperatorError } from '../operator-error.js';

export function backUpKeysCommand(program: Command): void {
  program
    .command('back-up-keys')
    .description('Copies the folder of keys, which may be in use, into a new folder; the keys stay wrapped.')
    .requiredOption('--to <folder>', 'the folder to make')
    .action(async ({ to }: { to: string }) => {
      const folder = pathSetting('the folder of the key store', '/var/lib/homeward/keys');
      const configuration = processConfiguration({ KEYS_FOLDER: folder });
      if (!configuration.ok) throw new OperatorError(configuration.faults.join('\n'));
      await backUpKeys(configuration.values.KEYS_FOLDER, to).catch((error: unknown) => {
        throw new OperatorError(error instanceof Error ? error.message : String(error));
      });
      process.stdout.write(
        `The keys are in ${to}, wrapped. Keep it apart from backups of the log, and the key-encryption key apart from both.\n`,
      );
    });
}
