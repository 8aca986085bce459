import { isDeepStrictEqual } from 'node:util';
import type { Basis } from '#libs/kernel/src/basis.js';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { IntakeOpened } from '../events/intake-opened.event.js';
import type { IntakeState } from '../intake-state.js';

type Refusal = Unfit | 'intake-already-open' | 'no-document';

/** Begins to take a list in. It rests on documents and on who sent them: an event would tell what not all may know. */
export function openIntake(
  state: IntakeState,
  ask: IntakeOpened['data'],
  today: CivilDay,
): Decision<IntakeOpened, Refusal> {
  const opened: IntakeOpened = { type: 'IntakeOpened', data: ask };
  if (state.opened !== null)
    return isDeepStrictEqual(state.opened, opened) ? accept() : refuse('intake-already-open');
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  return restsOnDocuments(ask.basis) ? accept(opened) : refuse('no-document');
}

const restsOnDocuments = (basis: Basis): boolean =>
  basis.some(({ kind }) => kind === 'document') &&
  basis.every(({ kind }) => kind === 'document' || kind === 'source' || kind === 'claim');
