import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError } from './operator-error.js';

/** What a backup consists of, each by its place in the backup's folder. */
export function partsOf(backup: string) {
  return {
    eventStore: join(backup, 'event-store'),
    keys: join(backup, 'keys'),
    records: join(backup, 'records'),
    scenarioMark: join(backup, 'scenario.json'),
    contents: join(backup, 'backup.json'),
  };
}

export interface BackupContents {
  readonly format: 1;
  readonly madeAt: string;
  /** Rows by table. */
  readonly records: Readonly<Record<string, number>>;
}

/** Throws an OperatorError if the folder is no backup. */
export async function readContents(backup: string): Promise<BackupContents> {
  const text = await readFile(partsOf(backup).contents, 'utf8').catch(() => {
    throw new OperatorError(
      `${backup} is no backup of Homeward: it has no backup.json. Name the right one with --from.`,
    );
  });
  const contents = JSON.parse(text) as { format: number };
  if (contents.format !== 1)
    throw new OperatorError(
      `The backup ${backup} has format ${contents.format}, which is newer than this software.`,
    );
  return contents as BackupContents;
}
