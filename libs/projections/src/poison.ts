import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';

/** An event that a projection cannot take: the same again would fail the same way. */
export class PoisonEvent extends Error {
  override readonly name = 'PoisonEvent';
}

/** Data, integrity, what others depend on, syntax and privileges, limits, what is not supported: SQLSTATE classes that a repeat does not mend. */
const LASTING = ['22', '23', '2B', '42', '54', '0A'];

/** True if trying again is of no use; all else, such as a lost connection, is tried again. */
export function isLasting(error: unknown): boolean {
  if (error instanceof PoisonEvent) return true;
  const code = refusalOf(error)?.code;
  return code !== undefined && LASTING.includes(code.slice(0, 2));
}

interface Refusal {
  readonly code?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly constraint?: string | undefined;
}

/** What PostgreSQL said of a statement, through TypeORM or pg; null for any other error. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof QueryFailedError) return error.driverError as Refusal;
  return error instanceof DatabaseError ? error : null;
}
