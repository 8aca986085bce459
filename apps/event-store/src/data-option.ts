import type { Command } from 'commander';

/** The data folder that a command works on. */
export function dataFolderOf(program: Command): string {
  const { data } = program.opts<{ data?: string }>();
  return data ?? program.error('Name the data folder: --data FOLDER.');
}
