import { Command } from 'commander';
import { whatWasLost } from '#libs/projections/src/what-was-lost.js';
import { asOfCommand } from './commands/as-of.command.js';
import { diffCommand } from './commands/diff.command.js';
import { exportCommand } from './commands/export.command.js';
import { populationCommand } from './commands/population.command.js';
import { replayCommand } from './commands/replay.command.js';
import { verifyCommand } from './commands/verify.command.js';
import { OperatorError } from './operator-error.js';

const program = new Command('auditor').description('Replays history from the log itself.');
asOfCommand(program);
replayCommand(program);
diffCommand(program);
populationCommand(program);
verifyCommand(program);
exportCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(
    error instanceof OperatorError ? `${error.message}\n` : `It could not be done. ${whatWasLost(error)}\n`,
  );
  process.exitCode = 1;
}
