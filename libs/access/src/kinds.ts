import type { CaseEvent } from '#libs/cases/src/case-events.js';
import type { Role } from './roles.js';

/**
 * Kinds of personal data that not everybody who may read a case needs. Families and their letters have nothing to do with a
 * negotiation, and a supervisor who looks at the work on a case needs neither them nor what physicians found.
 */
const READ_BY = {
  health: ['caseworker', 'negotiator', 'auditor'],
  family: ['caseworker', 'auditor'],
  notes: ['caseworker', 'supervisor', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

export type Kind = keyof typeof READ_BY;

/** Said in the place of what a role may not read: it is never silently empty. */
export interface Withheld {
  readonly kind: 'withheld';
  readonly reason: string;
}

const NAMES: Record<Kind, string> = {
  health: 'Findings on health are',
  family: 'What concerns the family is',
  notes: 'Notes are',
};

/** Null if the role may read data of this kind; else what is shown in its place. */
export function withheldFrom(role: Role, kind: Kind): Withheld | null {
  const readers: readonly Role[] = READ_BY[kind];
  if (readers.includes(role)) return null;
  return { kind: 'withheld', reason: `${NAMES[kind]} read in the roles ${readers.join(', ')}.` };
}

/** The kind of data that an event holds; null for what everybody reads who may read the case. */
export function kindOf(event: CaseEvent): Kind | null {
  switch (event.type) {
    case 'HealthAssessed':
    case 'HospitalAdmitted':
      return 'health';
    case 'FamilyContactAdded':
    case 'MessageReceived':
      return 'family';
    case 'NoteAdded':
      return 'notes';
    case 'StatementCorrected':
      return kindOf(event.data.to);
    case 'CaseOpened':
    case 'CaseAssigned':
    case 'GlassBroken':
    case 'GlassBreakReviewed':
    case 'IdentityRecorded':
    case 'Captured':
    case 'CaptivityConfirmed':
    case 'Negotiated':
    case 'Returned':
    case 'RemainsRepatriated':
    case 'ReportedMissing':
    case 'Transferred':
    case 'Escaped':
    case 'DeathReported':
    case 'CaseClosed':
    case 'CaseReopened':
    case 'StatementWithdrawn':
    case 'ReactionDeclined':
      return null;
  }
}
