import { standing, type Entry, type Standing } from '#libs/kernel/src/statements/standing.js';
import type { StreamKind } from '#libs/kernel/src/stream.js';
import type { CaseEvent, CaseStatement } from './case-events.js';
import type { CaseOpened } from './events/case-opened.event.js';
import type { ReactionDeclined } from './events/reaction-declined.event.js';

type Said = Exclude<CaseEvent, CaseOpened | ReactionDeclined>;

/** All that was said of one person, in order. What holds is derived from the statements that stand. */
export interface CaseState {
  readonly opened: CaseOpened | null;
  readonly said: readonly Entry<Said>[];
}

export const cases: StreamKind<CaseState, CaseEvent> = {
  prefix: 'case',
  empty: { opened: null, said: [] },
  fold(state, event, revision) {
    switch (event.type) {
      case 'CaseOpened':
        return { ...state, opened: state.opened ?? event };
      case 'ReactionDeclined':
        return state;
      case 'IdentityRecorded':
      case 'Captured':
      case 'CaptivityConfirmed':
      case 'HealthAssessed':
      case 'Negotiated':
      case 'Returned':
      case 'RemainsRepatriated':
      case 'ReportedMissing':
      case 'Transferred':
      case 'HospitalAdmitted':
      case 'Escaped':
      case 'DeathReported':
      case 'MessageReceived':
      case 'NoteAdded':
      case 'FamilyContactAdded':
      case 'CaseClosed':
      case 'CaseReopened':
      case 'StatementWithdrawn':
      case 'StatementCorrected':
        return { ...state, said: [...state.said, { revision, event }] };
    }
  },
};

/** What was said at a revision: a statement, a correction or a withdrawal. */
export function saidAt(state: CaseState, revision: number): Said | null {
  return state.said.find((entry) => entry.revision === revision)?.event ?? null;
}

/** The statements of fact that stand, each as last corrected, in recorded order. */
export function statementsThatStand(state: CaseState): Standing<CaseStatement>[] {
  return standing<CaseStatement>(state.said);
}
