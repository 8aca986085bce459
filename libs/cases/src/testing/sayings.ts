import type { Basis } from '#libs/kernel/src/basis.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { agreementId, exchangeId, glassId, officeId, staffId } from '#libs/kernel/src/ids.js';
import { instant } from '#libs/kernel/src/instant.js';
import { known } from '#libs/kernel/src/personal.js';
import type { StatementCorrected } from '#libs/kernel/src/statements/statement-corrected.event.js';
import type { StatementWithdrawn } from '#libs/kernel/src/statements/statement-withdrawn.event.js';
import type { CaseStatement } from '../case-events.js';
import type { CaptivityConfirmed } from '../events/captivity-confirmed.event.js';
import type { Captured } from '../events/captured.event.js';
import type { CaseClosed } from '../events/case-closed.event.js';
import type { CaseReopened } from '../events/case-reopened.event.js';
import type { CaseAssigned } from '../events/case-assigned.event.js';
import type { CaseOpened } from '../events/case-opened.event.js';
import type { DeathReported } from '../events/death-reported.event.js';
import type { FamilyContactAdded } from '../events/family-contact-added.event.js';
import type { MessageReceived } from '../events/message-received.event.js';
import type { NoteAdded } from '../events/note-added.event.js';
import type { Escaped } from '../events/escaped.event.js';
import type { HospitalAdmitted } from '../events/hospital-admitted.event.js';
import type { Transferred } from '../events/transferred.event.js';
import type { GlassBreakReviewed } from '../events/glass-break-reviewed.event.js';
import type { GlassBroken } from '../events/glass-broken.event.js';
import type { HealthAssessed } from '../events/health-assessed.event.js';
import type { IdentityRecorded } from '../events/identity-recorded.event.js';
import type { Negotiated } from '../events/negotiated.event.js';
import type { ReactionDeclined } from '../events/reaction-declined.event.js';
import type { RemainsRepatriated } from '../events/remains-repatriated.event.js';
import type { ReportedMissing } from '../events/reported-missing.event.js';
import type { Returned } from '../events/returned.event.js';

/** Events of a fictional prisoner's file, each with what a test does not care about filled in. */
type Saying<E extends { readonly data: unknown }> = (data?: Partial<E['data']>) => E;

export const source: Basis = [{ kind: 'source', speaker: 'coordination-headquarters' }];
export const decision: Basis = [{ kind: 'document', id: '0b7d3c52-6c1e-4a3f-9f0a-6d2e8c4b1a70' }];
export const agreement = agreementId('2f1c9a84-3d57-4e0b-8a6d-51b7c0e9f213');
export const otherAgreement = agreementId('7e5a0d16-92cb-4f38-b1d4-0c8e6f2a3b95');
export const exchange = exchangeId('c4d8e2b1-5f6a-4973-9e0c-7a1b3d5f8e24');

export const otherExchange = exchangeId('d2b7c9f4-1e3a-4c58-8d6f-9a0b2c4e6f81');

export const opened: Saying<CaseOpened> = (data) => ({
  type: 'CaseOpened',
  data: {
    occurredAt: edtf('2022-05-25'),
    openedFor: 'prisoner-of-war',
    assignment: null,
    basis: source,
    ...data,
  },
});

export const supervisor = staffId('3c0b9a1e-7d24-4f58-8e61-5a2f0d9c7b13');
export const colleague = staffId('9e4f2b70-1c6d-4a83-b5e9-0d7c8f3a6e25');
export const office = officeId('d1a7c3e5-8b02-4f96-a4d8-6e5f1b0c9a37');

export const assigned: Saying<CaseAssigned> = (data) => ({
  type: 'CaseAssigned',
  data: { offices: [office], staff: [colleague], sensitivity: 'ordinary', ...data },
});

export const glass = glassId('5f8e2d1c-4b3a-4968-9c7d-2e1f0a9b8c76');

export const glassBreak: Saying<GlassBroken> = (data) => ({
  type: 'GlassBroken',
  data: {
    glass,
    staff: colleague,
    until: instant(new Date('2025-06-30T13:00:00Z')),
    reason: known('his mother is on the telephone'),
    ...data,
  },
});

export const review: Saying<GlassBreakReviewed> = (data) => ({
  type: 'GlassBreakReviewed',
  data: { glass, reviewer: supervisor, finding: 'justified', note: null, ...data },
});

export const identity: Saying<IdentityRecorded> = (data) => ({
  type: 'IdentityRecorded',
  data: {
    occurredAt: edtf('2022-05-25'),
    name: known({ surname: 'Вигаданий', givenNames: 'Остап', patronymic: null }),
    latinName: known({ surname: 'Vyhadanyi', givenNames: 'Ostap' }),
    born: known(edtf('2002-03')),
    placeOfBirth: null,
    sex: known('male'),
    fathersFirstName: null,
    mothersMaidenName: null,
    rank: known('soldier'),
    rankSince: null,
    serviceNumber: null,
    unit: null,
    power: null,
    mailAddress: null,
    distinguishingMarks: null,
    basis: source,
    ...data,
  },
});

export const capture: Saying<Captured> = (data) => ({
  type: 'Captured',
  data: { occurredAt: edtf('2022-05-20'), place: known('Mariupol'), basis: source, ...data },
});

export const confirmation: Saying<CaptivityConfirmed> = (data) => ({
  type: 'CaptivityConfirmed',
  data: { occurredAt: edtf('2022-08'), by: 'icrc', place: null, basis: source, ...data },
});

export const finding: Saying<HealthAssessed> = (data) => ({
  type: 'HealthAssessed',
  data: {
    occurredAt: edtf('2025-03'),
    finding: known('severely-wounded'),
    ground: null,
    note: null,
    basis: source,
    ...data,
  },
});

export const listing: Saying<Negotiated> = (data) => ({
  type: 'Negotiated',
  data: {
    occurredAt: edtf('2025-06-03'),
    agreement,
    category: 'seriously-ill-or-wounded',
    listing: 'proposed',
    exchange: null,
    basis: source,
    ...data,
  },
});

export const missingReport: Saying<ReportedMissing> = (data) => ({
  type: 'ReportedMissing',
  data: {
    occurredAt: edtf('2022-05-24'),
    by: 'relative',
    lastSeen: known(edtf('2022-05-16')),
    place: known('Mariupol'),
    circumstances: null,
    distinguishingMarks: null,
    maritalStatus: null,
    residence: null,
    courtDecision: null,
    note: null,
    basis: source,
    ...data,
  },
});

export const transfer: Saying<Transferred> = (data) => ({
  type: 'Transferred',
  data: {
    occurredAt: edtf('2022-10'),
    from: known('Olenivka'),
    to: known('Taganrog'),
    basis: source,
    ...data,
  },
});

export const admission: Saying<HospitalAdmitted> = (data) => ({
  type: 'HospitalAdmitted',
  data: { occurredAt: edtf('2023-02'), place: known('Rostov'), reason: null, basis: source, ...data },
});

export const escape: Saying<Escaped> = (data) => ({
  type: 'Escaped',
  data: { occurredAt: edtf('2023-04-10'), place: null, basis: source, ...data },
});

export const deathReport: Saying<DeathReported> = (data) => ({
  type: 'DeathReported',
  data: {
    occurredAt: edtf('2023-06'),
    reliability: 'C',
    credibility: '3',
    place: null,
    cause: null,
    note: null,
    basis: source,
    ...data,
  },
});

export const message: Saying<MessageReceived> = (data) => ({
  type: 'MessageReceived',
  data: {
    occurredAt: edtf('2023-11'),
    form: 'letter',
    way: 'icrc',
    content: known('I am well'),
    basis: source,
    ...data,
  },
});

export const note: Saying<NoteAdded> = (data) => ({
  type: 'NoteAdded',
  data: { occurredAt: edtf('2024-02-01'), note: known('the unit was asked again'), basis: source, ...data },
});

export const contact: Saying<FamilyContactAdded> = (data) => ({
  type: 'FamilyContactAdded',
  data: {
    occurredAt: edtf('2022-06-01'),
    contact: 'contact-5b1e0c7a-2d4f-4e86-9a3b-7c6d5e4f3a21',
    toInform: true,
    name: known('Вигадана Олена'),
    relationship: known('mother'),
    address: known('Kut, 1'),
    phone: null,
    basis: source,
    ...data,
  },
});

export const closing: Saying<CaseClosed> = (data) => ({
  type: 'CaseClosed',
  data: { occurredAt: edtf('2025-06-17'), reason: 'search-ended', note: null, basis: source, ...data },
});

export const reopening: Saying<CaseReopened> = (data) => ({
  type: 'CaseReopened',
  data: { occurredAt: edtf('2025-06-19'), reason: 'new-information', note: null, basis: source, ...data },
});

export const homecoming: Saying<Returned> = (data) => ({
  type: 'Returned',
  data: {
    occurredAt: edtf('2025-06-14'),
    exchange,
    agreement,
    category: 'seriously-ill-or-wounded',
    place: null,
    basis: source,
    ...data,
  },
});

export const repatriation: Saying<RemainsRepatriated> = (data) => ({
  type: 'RemainsRepatriated',
  data: { occurredAt: edtf('2025-06-16'), reception: null, agreement, basis: decision, ...data },
});

export const declined: Saying<ReactionDeclined> = (data) => ({
  type: 'ReactionDeclined',
  data: {
    reaction: 'handover-returns-people',
    refusal: 'already-returned',
    basis: [{ kind: 'event', stream: `exchange-${exchange}`, revision: 2 }],
    ...data,
  },
});

export const withdrawal = (
  revision: number,
  data?: Partial<StatementWithdrawn['data']>,
): StatementWithdrawn => ({
  type: 'StatementWithdrawn',
  data: {
    revision,
    occurredAt: edtf('2025-06-20'),
    reason: 'entered-in-error',
    note: null,
    basis: source,
    ...data,
  },
});

export const correction = (
  revision: number,
  to: CaseStatement,
  data?: Partial<StatementCorrected<CaseStatement>['data']>,
): StatementCorrected<CaseStatement> => ({
  type: 'StatementCorrected',
  data: {
    revision,
    to,
    occurredAt: edtf('2025-06-20'),
    reason: 'better-source',
    note: null,
    basis: source,
    ...data,
  },
});
