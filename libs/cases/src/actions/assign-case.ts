import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import { unfitAssignment, type Assignment } from '../assignment.js';
import type { CaseAssigned } from '../events/case-assigned.event.js';
import type { CaseState } from '../state.js';

/** Assigns a case, closed or not, in place of the assignment before. */
export function assignCase(
  state: CaseState,
  ask: Assignment,
): Decision<CaseAssigned, 'no-such-case' | 'assigned-to-nobody'> {
  if (state.opened === null) return refuse('no-such-case');
  if (isDeepStrictEqual(state.access.assignment, ask)) return accept();
  const reason = unfitAssignment(ask);
  return reason === null ? accept({ type: 'CaseAssigned', data: ask }) : refuse(reason);
}
