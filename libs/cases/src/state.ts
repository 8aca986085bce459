import {
  standing,
  withdrawnRevisions,
  type Entry,
  type Standing,
} from '#libs/kernel/src/statements/standing.js';
import type { StreamKind } from '#libs/kernel/src/stream.js';
import { inOrder } from './axes/in-order.js';
import { accessAfter, openToNobody, type CaseAccess, type CaseAccessEvent } from './case-access.js';
import type { CaseEvent, CaseStatement } from './case-events.js';
import type { CaseOpened } from './events/case-opened.event.js';
import type { ReactionDeclined } from './events/reaction-declined.event.js';

type Said = Exclude<CaseEvent, CaseAccessEvent | ReactionDeclined>;

/** All that was said of one person, in order. What holds is derived from the statements that stand. */
export interface CaseState {
  readonly opened: CaseOpened | null;
  readonly said: readonly Entry<Said>[];
  /** To whom the file is open. */
  readonly access: CaseAccess;
  /** What reactions would have recorded and a rule refused. */
  readonly declined: readonly Entry<ReactionDeclined>[];
}

export const cases: StreamKind<CaseState, CaseEvent> = {
  prefix: 'case',
  empty: { opened: null, said: [], access: openToNobody, declined: [] },
  fold(state, event, revision) {
    switch (event.type) {
      case 'CaseOpened':
        return state.opened ? state : { ...state, opened: event, access: accessAfter(state.access, event) };
      case 'CaseAssigned':
      case 'GlassBroken':
      case 'GlassBreakReviewed':
        return { ...state, access: accessAfter(state.access, event) };
      case 'ReactionDeclined':
        return { ...state, declined: [...state.declined, { revision, event }] };
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

/** What can be withdrawn at a revision: a statement, a correction, a withdrawal, or what a reaction was refused. */
export function saidAt(state: CaseState, revision: number): Said | ReactionDeclined | null {
  const told = [...state.said, ...state.declined];
  return told.find((entry) => entry.revision === revision)?.event ?? null;
}

/** The revisions that were withdrawn, each with that of its withdrawal. */
export function withdrawnFrom(state: CaseState): ReadonlyMap<number, number> {
  return withdrawnRevisions<CaseStatement>(state.said);
}

/** The statements of fact that stand, each as last corrected, in the order in which they can have happened. */
export function statementsThatStand(state: CaseState): Standing<CaseStatement>[] {
  return inOrder(standing<CaseStatement>(state.said));
}
