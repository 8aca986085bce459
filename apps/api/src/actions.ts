import { AddFamilyContactDoor, AddFamilyContactHandler } from './actions/add-family-contact.action.js';
import { AddNoteDoor, AddNoteHandler } from './actions/add-note.action.js';
import { AssignCaseDoor, AssignCaseHandler } from './actions/assign-case.action.js';
import { AssessHealthDoor, AssessHealthHandler } from './actions/assess-health.action.js';
import { BreakGlassDoor, BreakGlassHandler } from './actions/break-glass.action.js';
import { CloseCaseDoor, CloseCaseHandler } from './actions/close-case.action.js';
import { CompleteExchangeDoor, CompleteExchangeHandler } from './actions/complete-exchange.action.js';
import { CloseIntakeDoor, CloseIntakeHandler } from './actions/close-intake.action.js';
import { ConfirmCaptivityDoor, ConfirmCaptivityHandler } from './actions/confirm-captivity.action.js';
import { ConfirmHandoverDoor, ConfirmHandoverHandler } from './actions/confirm-handover.action.js';
import { CorrectStatementDoor, CorrectStatementHandler } from './actions/correct-statement.action.js';
import { CountContainersDoor, CountContainersHandler } from './actions/count-containers.action.js';
import { NegotiateDoor, NegotiateHandler } from './actions/negotiate.action.js';
import { OpenCaseDoor, OpenCaseHandler } from './actions/open-case.action.js';
import { OpenIntakeDoor, OpenIntakeHandler } from './actions/open-intake.action.js';
import { PlaceEmbargoDoor, PlaceEmbargoHandler } from './actions/place-embargo.action.js';
import { PlanExchangeDoor, PlanExchangeHandler } from './actions/plan-exchange.action.js';
import { ReachAgreementDoor, ReachAgreementHandler } from './actions/reach-agreement.action.js';
import { ReceiveContainersDoor, ReceiveContainersHandler } from './actions/receive-containers.action.js';
import { RecordCaptureDoor, RecordCaptureHandler } from './actions/record-capture.action.js';
import { RecordEscapeDoor, RecordEscapeHandler } from './actions/record-escape.action.js';
import {
  RecordHospitalAdmissionDoor,
  RecordHospitalAdmissionHandler,
} from './actions/record-hospital-admission.action.js';
import { RecordIdentityDoor, RecordIdentityHandler } from './actions/record-identity.action.js';
import { RecordMessageDoor, RecordMessageHandler } from './actions/record-message.action.js';
import {
  RecordRemainsRepatriationDoor,
  RecordRemainsRepatriationHandler,
} from './actions/record-remains-repatriation.action.js';
import { RecordReturnDoor, RecordReturnHandler } from './actions/record-return.action.js';
import { RecordTransferDoor, RecordTransferHandler } from './actions/record-transfer.action.js';
import { ReopenCaseDoor, ReopenCaseHandler } from './actions/reopen-case.action.js';
import { ReportDeathDoor, ReportDeathHandler } from './actions/report-death.action.js';
import { ReportMissingDoor, ReportMissingHandler } from './actions/report-missing.action.js';
import { StateFigureDoor, StateFigureHandler } from './actions/state-figure.action.js';
import { ReviewGlassBreakDoor, ReviewGlassBreakHandler } from './actions/review-glass-break.action.js';
import { WithdrawStatementDoor, WithdrawStatementHandler } from './actions/withdraw-statement.action.js';

/** Every action that can be taken over HTTP. */
export const actionDoors = [
  AddFamilyContactDoor,
  AddNoteDoor,
  AssessHealthDoor,
  AssignCaseDoor,
  BreakGlassDoor,
  CloseCaseDoor,
  CloseIntakeDoor,
  CompleteExchangeDoor,
  ConfirmCaptivityDoor,
  ConfirmHandoverDoor,
  CorrectStatementDoor,
  CountContainersDoor,
  NegotiateDoor,
  OpenCaseDoor,
  OpenIntakeDoor,
  PlaceEmbargoDoor,
  PlanExchangeDoor,
  ReachAgreementDoor,
  ReceiveContainersDoor,
  RecordCaptureDoor,
  RecordEscapeDoor,
  RecordHospitalAdmissionDoor,
  RecordIdentityDoor,
  RecordMessageDoor,
  RecordRemainsRepatriationDoor,
  RecordReturnDoor,
  RecordTransferDoor,
  ReopenCaseDoor,
  ReportDeathDoor,
  ReportMissingDoor,
  ReviewGlassBreakDoor,
  StateFigureDoor,
  WithdrawStatementDoor,
];
export const actionHandlers = [
  AddFamilyContactHandler,
  AddNoteHandler,
  AssessHealthHandler,
  AssignCaseHandler,
  BreakGlassHandler,
  CloseCaseHandler,
  CloseIntakeHandler,
  CompleteExchangeHandler,
  ConfirmCaptivityHandler,
  ConfirmHandoverHandler,
  CorrectStatementHandler,
  CountContainersHandler,
  NegotiateHandler,
  OpenCaseHandler,
  OpenIntakeHandler,
  PlaceEmbargoHandler,
  PlanExchangeHandler,
  ReachAgreementHandler,
  ReceiveContainersHandler,
  RecordCaptureHandler,
  RecordEscapeHandler,
  RecordHospitalAdmissionHandler,
  RecordIdentityHandler,
  RecordMessageHandler,
  RecordRemainsRepatriationHandler,
  RecordReturnHandler,
  RecordTransferHandler,
  ReopenCaseHandler,
  ReportDeathHandler,
  ReportMissingHandler,
  ReviewGlassBreakHandler,
  StateFigureHandler,
  WithdrawStatementHandler,
];
