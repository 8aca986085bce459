import type { LineOutcome } from '#libs/intakes/src/line-outcomes.js';
import { explain } from '../http/explain-error.js';
import type { CommandAnswer } from '../http/answer-shapes.js';
import type { Problem } from '../http/problem.js';
import { reusedRef } from '../http/problems.js';

/** What is answered to one line, as soon as it is known. */
export interface LineAnswer extends Partial<CommandAnswer> {
  readonly line: number;
  readonly ref: string | null;
  readonly outcome: LineOutcome;
  /** RFC 9457; its pointers are into the line's body. */
  readonly problem?: Record<string, unknown>;
}

/** Whatever was thrown, as the answer to a line. */
export function failed(line: number, ref: string | null, error: unknown, requestId: string): LineAnswer {
  const told = explain(error);
  const problem = told.word === 'reused-idempotency-key' ? reusedRef() : told;
  return { line, ref, outcome: outcomeOf(problem), problem: problem.body(requestId) };
}

function outcomeOf({ status, word }: Problem): LineOutcome {
  if (status >= 500 || status === 429) return 'unknown';
  if (status === 404 || word === 'names-nothing') return 'names-nothing';
  if (status === 400) return 'invalid';
  if (status === 403) return 'not-permitted';
  return status === 422 ? 'reused-ref' : 'refused';
}
