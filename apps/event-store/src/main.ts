import { Command } from 'commander';
import { backupCommand } from './commands/backup.command.js';
import { checkCommand } from './commands/check.command.js';
import { restoreCommand } from './commands/restore.command.js';
import { serveCommand } from './commands/serve.command.js';

const program = new Command('event-store').description(
  'An EventStoreDB-compatible server for one machine, for development and tests.',
);
serveCommand(program);
checkCommand(program);
backupCommand(program);
restoreCommand(program);

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
