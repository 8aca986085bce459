import { Command } from 'commander';
import { stageReport } from './jobs/stage.job.js';
import { waitingReport } from './jobs/waiting.job.js';
import { weekReport } from './jobs/week.job.js';
import { OperatorError } from './operator-error.js';

const program = new Command('reports').description(
  'Figures as anybody may be told them; what is withheld says why.',
);
stageReport(program);
weekReport(program);
waitingReport(program);

try {
  await program.parseAsync();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    error instanceof OperatorError ? `${message}\n` : `The tables could not be read. ${message}\n`,
  );
  process.exitCode = 1;
}
