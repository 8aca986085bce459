import { QueryFailedError } from 'typeorm';

/** An event that a projection cannot take: the same again would fail the same way. */
export class PoisonEvent extends Error {
  override readonly name = 'PoisonEvent';
}

/** Data, integrity, syntax and privileges, limits, what is not supported: SQLSTATE classes that a repeat does not mend. */
const LASTING = ['22', '23', '42', '54', '0A'];

/** True if trying again is of no use; all else, such as a lost connection, is tried again. */
export function isLasting(error: unknown): boolean {
  if (error instanceof PoisonEvent) return true;
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: string };
  return code !== undefined && LASTING.includes(code.slice(0, 2));
}
