import { OperatorError } from './operator-error.js';
import type { ReadingOptions } from './options.js';
import { openParts, type Parts } from './parts.js';

/**
 * Reads, then records who read about whom and why, and only then hands out what was found. Null stands for nothing found: that is
 * recorded as well, and thrown as an OperatorError with `none` as its message.
 */
export async function readLogged<T>(
  command: string,
  subjects: readonly string[] | ((found: T) => readonly string[]),
  { data, why }: ReadingOptions,
  read: (parts: Parts) => Promise<T | null>,
  none: string,
): Promise<T> {
  const parts = await openParts(data);
  try {
    const log = await parts.accessLog();
    const found = await read(parts);
    await log.writeAccess({
      who: parts.staff,
      role: 'auditor',
      route: `auditor ${command}`,
      subjects: typeof subjects === 'function' ? (found === null ? [] : subjects(found)) : subjects,
      why,
      outcome: found === null ? 'not-found' : 'allowed',
    });
    if (found === null) throw new OperatorError(none);
    return found;
  } finally {
    await parts.close();
  }
}
