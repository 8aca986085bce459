import type { CaseStatement } from '#libs/cases/src/case-events.js';
import type { BodyClass, Members } from '../http/bind.js';
import { WordField } from '../http/fields.js';
import type { FieldProblem } from '../http/field-problem.js';
import { AssessHealthBody, healthAssessedData } from './assess-health.action.js';
import { captivityConfirmedData, ConfirmCaptivityBody } from './confirm-captivity.action.js';
import { negotiatedData, NegotiateBody } from './negotiate.action.js';
import { capturedData, RecordCaptureBody } from './record-capture.action.js';
import { identityRecordedData, RecordIdentityBody } from './record-identity.action.js';
import {
  RecordRemainsRepatriationBody,
  remainsRepatriatedData,
} from './record-remains-repatriation.action.js';
import { RecordReturnBody, returnedData } from './record-return.action.js';
import { reportedMissingData, ReportMissingBody } from './report-missing.action.js';
import { transferredData, RecordTransferBody } from './record-transfer.action.js';
import { hospitalAdmittedData, RecordHospitalAdmissionBody } from './record-hospital-admission.action.js';
import { escapedData, RecordEscapeBody } from './record-escape.action.js';
import { deathReportedData, ReportDeathBody } from './report-death.action.js';
import { messageReceivedData, RecordMessageBody } from './record-message.action.js';
import { noteAddedData, AddNoteBody } from './add-note.action.js';
import { familyContactAddedData, AddFamilyContactBody } from './add-family-contact.action.js';
import { caseClosedData, CloseCaseBody } from './close-case.action.js';
import { caseReopenedData, ReopenCaseBody } from './reopen-case.action.js';

type Type = CaseStatement['type'];
type DataOf<T extends Type> = Extract<CaseStatement, { type: T }>['data'];

/** The body of each statement as a correction gives it: that of its own door, and its type. */
export type StatementBody = { readonly type: Type } & object;

function typed<T extends Type, Body extends object>(
  type: T,
  body: BodyClass<Body>,
  data: (body: Body) => DataOf<T>,
) {
  const Base: BodyClass = body;
  class WithType extends Base {
    @WordField([type])
    readonly type!: T;
  }
  Object.defineProperty(WithType, 'name', { value: `${type}Statement` });
  return {
    body: WithType as BodyClass,
    statement: ({ type: _, ...rest }: StatementBody) => ({ type, data: data(rest as Body) }) as CaseStatement,
  };
}

/** Which body each statement has, and how it becomes the statement. A new one does not compile until it stands here. */
const STATEMENTS = {
  IdentityRecorded: typed('IdentityRecorded', RecordIdentityBody, identityRecordedData),
  Captured: typed('Captured', RecordCaptureBody, capturedData),
  CaptivityConfirmed: typed('CaptivityConfirmed', ConfirmCaptivityBody, captivityConfirmedData),
  HealthAssessed: typed('HealthAssessed', AssessHealthBody, healthAssessedData),
  Negotiated: typed('Negotiated', NegotiateBody, negotiatedData),
  Returned: typed('Returned', RecordReturnBody, returnedData),
  RemainsRepatriated: typed('RemainsRepatriated', RecordRemainsRepatriationBody, remainsRepatriatedData),
  ReportedMissing: typed('ReportedMissing', ReportMissingBody, reportedMissingData),
  Transferred: typed('Transferred', RecordTransferBody, transferredData),
  HospitalAdmitted: typed('HospitalAdmitted', RecordHospitalAdmissionBody, hospitalAdmittedData),
  Escaped: typed('Escaped', RecordEscapeBody, escapedData),
  DeathReported: typed('DeathReported', ReportDeathBody, deathReportedData),
  MessageReceived: typed('MessageReceived', RecordMessageBody, messageReceivedData),
  NoteAdded: typed('NoteAdded', AddNoteBody, noteAddedData),
  FamilyContactAdded: typed('FamilyContactAdded', AddFamilyContactBody, familyContactAddedData),
  CaseClosed: typed('CaseClosed', CloseCaseBody, caseClosedData),
  CaseReopened: typed('CaseReopened', ReopenCaseBody, caseReopenedData),
} satisfies Record<Type, ReturnType<typeof typed>>;

export const statementBodies: readonly BodyClass[] = Object.values(STATEMENTS).map(({ body }) => body);

const isType = (word: unknown): word is Type => typeof word === 'string' && Object.hasOwn(STATEMENTS, word);

export function bodyOfStatement({ type }: Members): BodyClass | FieldProblem {
  if (isType(type)) return STATEMENTS[type].body;
  return {
    pointer: '/type',
    rule: 'A statement has a type that is known.',
    remedy: `Use ${Object.keys(STATEMENTS).join(', ')}.`,
  };
}

export const statementFrom = (body: StatementBody): CaseStatement => STATEMENTS[body.type].statement(body);
