import {
  statementCorrected,
  type StatementCorrected,
} from '#libs/kernel/src/statements/statement-corrected.event.js';
import {
  statementWithdrawn,
  type StatementWithdrawn,
} from '#libs/kernel/src/statements/statement-withdrawn.event.js';
import { captivityConfirmed, type CaptivityConfirmed } from './events/captivity-confirmed.event.js';
import { captured, type Captured } from './events/captured.event.js';
import { caseAssigned, type CaseAssigned } from './events/case-assigned.event.js';
import { caseOpened, type CaseOpened } from './events/case-opened.event.js';
import { glassBreakReviewed, type GlassBreakReviewed } from './events/glass-break-reviewed.event.js';
import { glassBroken, type GlassBroken } from './events/glass-broken.event.js';
import { reportedMissing, type ReportedMissing } from './events/reported-missing.event.js';
import { transferred, type Transferred } from './events/transferred.event.js';
import { hospitalAdmitted, type HospitalAdmitted } from './events/hospital-admitted.event.js';
import { escaped, type Escaped } from './events/escaped.event.js';
import { deathReported, type DeathReported } from './events/death-reported.event.js';
import { messageReceived, type MessageReceived } from './events/message-received.event.js';
import { noteAdded, type NoteAdded } from './events/note-added.event.js';
import { familyContactAdded, type FamilyContactAdded } from './events/family-contact-added.event.js';
import { caseClosed, type CaseClosed } from './events/case-closed.event.js';
import { caseReopened, type CaseReopened } from './events/case-reopened.event.js';
import { healthAssessed, type HealthAssessed } from './events/health-assessed.event.js';
import { identityRecorded, type IdentityRecorded } from './events/identity-recorded.event.js';
import { negotiated, type Negotiated } from './events/negotiated.event.js';
import { reactionDeclined, type ReactionDeclined } from './events/reaction-declined.event.js';
import { remainsRepatriated, type RemainsRepatriated } from './events/remains-repatriated.event.js';
import { returned, type Returned } from './events/returned.event.js';

/** A statement of fact on the person: it can be withdrawn and corrected. */
export type CaseStatement =
  | IdentityRecorded
  | Captured
  | CaptivityConfirmed
  | HealthAssessed
  | Negotiated
  | Returned
  | RemainsRepatriated
  | ReportedMissing
  | Transferred
  | HospitalAdmitted
  | Escaped
  | DeathReported
  | MessageReceived
  | NoteAdded
  | FamilyContactAdded
  | CaseClosed
  | CaseReopened;

/** Everything that a case's stream can hold. */
export type CaseEvent =
  | CaseOpened
  | CaseAssigned
  | GlassBroken
  | GlassBreakReviewed
  | CaseStatement
  | StatementWithdrawn
  | StatementCorrected<CaseStatement>
  | ReactionDeclined;

export const caseEventDefinitions = [
  caseOpened,
  caseAssigned,
  glassBroken,
  glassBreakReviewed,
  identityRecorded,
  captured,
  captivityConfirmed,
  healthAssessed,
  negotiated,
  returned,
  remainsRepatriated,
  reportedMissing,
  transferred,
  hospitalAdmitted,
  escaped,
  deathReported,
  messageReceived,
  noteAdded,
  familyContactAdded,
  caseClosed,
  caseReopened,
  statementWithdrawn,
  statementCorrected,
  reactionDeclined,
] as const;
