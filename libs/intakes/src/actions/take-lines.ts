import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { IntakeLinesTaken } from '../events/intake-lines-taken.event.js';
import type { IntakeState } from '../intake-state.js';

/** Whether lines are taken now: asked before the first is read. It records nothing. */
export function mayTakeLines(state: IntakeState): Decision<never, 'no-such-intake' | 'intake-closed'> {
  if (state.opened === null) return refuse('no-such-intake');
  return state.closed === null ? accept() : refuse('intake-closed');
}

/** Records what became of the lines of one posting: also when the intake was closed meanwhile, since they were taken. */
export function takeLines(
  state: IntakeState,
  ask: IntakeLinesTaken['data'],
): Decision<IntakeLinesTaken, 'no-such-intake'> {
  if (state.opened === null) return refuse('no-such-intake');
  const isTaken = state.postings.some(({ data }) => data.posting === ask.posting);
  return isTaken ? accept() : accept({ type: 'IntakeLinesTaken', data: ask });
}
