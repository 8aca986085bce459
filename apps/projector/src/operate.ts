import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import pg from 'pg';
import { RequestRefused } from '#libs/projections/src/ask-projector.js';
import { inSafeWords } from '#libs/projections/src/stop-report.js';
import { backUpKeysCommand } from './commands/back-up-keys.command.js';
import { forgetOldCommand } from './commands/forget-old.command.js';
import { rebuildCommand } from './commands/rebuild.command.js';
import { retryCommand } from './commands/retry.command.js';
import { skipCommand } from './commands/skip.command.js';
import { statusCommand } from './commands/status.command.js';
import { OperatorError } from './operator-error.js';

const program = new Command('projector').description(
  'Asks the running projector for what an operator wants of it, through DATABASE_URL (a login in the role homeward_projector).',
);
program
  .option(
    '--data <folder>',
    'the data folder of a standalone Homeward, for what the environment leaves out',
    '.homeward',
  )
  .hook('preAction', () => {
    const standalone = join(program.opts<{ data: string }>().data, 'operator.env');
    if (existsSync(standalone)) process.loadEnvFile(standalone);
  });
rebuildCommand(program);
retryCommand(program);
skipCommand(program);
forgetOldCommand(program);
statusCommand(program);
backUpKeysCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exitCode = 1;
}

function sentenceFor(error: unknown): string {
  if (error instanceof RequestRefused || error instanceof OperatorError) return error.message;
  if (error instanceof pg.DatabaseError)
    return `The database refused it. Does DATABASE_URL name a login in the role homeward_projector, and were the migrations run? ${inSafeWords(error)}`;
  const code =
    error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
  return `The database at DATABASE_URL does not answer (${code}).`;
}
