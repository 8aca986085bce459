import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import { unfitAssignment } from '../assignment.js';
import type { CaseOpened } from '../events/case-opened.event.js';
import type { CaseState } from '../state.js';

type Refusal = Unfit | 'case-already-open' | 'assigned-to-nobody';

/** Opens the file of one person. */
export function openCase(
  state: CaseState,
  ask: CaseOpened['data'],
  today: CivilDay,
): Decision<CaseOpened, Refusal> {
  const opened: CaseOpened = { type: 'CaseOpened', data: ask };
  if (state.opened !== null)
    return isDeepStrictEqual(state.opened, opened) ? accept() : refuse('case-already-open');
  const reason = unfit(ask, today) ?? (ask.assignment && unfitAssignment(ask.assignment));
  return reason === null ? accept(opened) : refuse(reason);
}
