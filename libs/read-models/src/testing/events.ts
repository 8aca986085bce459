import type { Role } from '#libs/access/src/roles.js';
import type { Viewer } from '#libs/access/src/viewer.js';
import type { AgreementEvent } from '#libs/agreements/src/agreement-events.js';
import type { FigureStated } from '#libs/agreements/src/events/figure-stated.event.js';
import type { ExchangeEvent } from '#libs/agreements/src/exchange-events.js';
import type { CaseStatement } from '#libs/cases/src/case-events.js';
import type { CaptivityConfirmed } from '#libs/cases/src/events/captivity-confirmed.event.js';
import type { Captured } from '#libs/cases/src/events/captured.event.js';
import type { CaseOpened } from '#libs/cases/src/events/case-opened.event.js';
import type { Negotiated } from '#libs/cases/src/events/negotiated.event.js';
import type { ReactionDeclined } from '#libs/cases/src/events/reaction-declined.event.js';
import type { Returned } from '#libs/cases/src/events/returned.event.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId, CaseId, ExchangeId, HandoverId, OfficeId, StaffId } from '#libs/kernel/src/ids.js';
import { known } from '#libs/kernel/src/personal.js';
import type { StatementCorrected } from '#libs/kernel/src/statements/statement-corrected.event.js';
import type { StatementWithdrawn } from '#libs/kernel/src/statements/statement-withdrawn.event.js';

const uuid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;

export const PERSON = uuid('a') as CaseId;
export const EXCHANGE = uuid('e') as ExchangeId;
export const AGREEMENT = uuid('b') as AgreementId;
export const NEGOTIATOR = uuid('1') as StaffId;
export const CASEWORKER = uuid('2') as StaffId;
/** The office of both. */
export const OFFICE = uuid('0') as OfficeId;
export const OF_PERSON = `case-${PERSON}`;
export const OF_EXCHANGE = `exchange-${EXCHANGE}`;

export function viewing(id: StaffId, role: Role = 'caseworker'): Viewer {
  return { id, role, office: OFFICE };
}

export const basis: Basis = [{ kind: 'source', speaker: 'coordination-headquarters' }];

export const opened: CaseOpened = {
  type: 'CaseOpened',
  data: {
    occurredAt: edtf('2022-05-20'),
    openedFor: 'prisoner-of-war',
    assignment: { offices: [OFFICE], staff: [CASEWORKER], sensitivity: 'ordinary' },
    basis,
  },
};
export const captured: Captured = {
  type: 'Captured',
  data: { occurredAt: edtf('2022-05'), place: known('Mariupol'), basis },
};
export const agreed: Negotiated = {
  type: 'Negotiated',
  data: {
    occurredAt: edtf('2025-06-05'),
    agreement: AGREEMENT,
    category: 'seriously-ill-or-wounded',
    listing: 'agreed',
    exchange: null,
    basis,
  },
};
export const inStage: Negotiated = {
  type: 'Negotiated',
  data: { ...agreed.data, occurredAt: edtf('2025-06-12'), listing: 'in-a-stage', exchange: EXCHANGE },
};
export const returned: Returned = {
  type: 'Returned',
  data: {
    occurredAt: edtf('2025-06-14'),
    exchange: EXCHANGE,
    agreement: AGREEMENT,
    category: 'seriously-ill-or-wounded',
    place: null,
    basis,
  },
};
export function withdrawal(revision: number): StatementWithdrawn {
  return {
    type: 'StatementWithdrawn',
    data: { revision, occurredAt: edtf('2025-06-20'), reason: 'entered-in-error', note: null, basis },
  };
}

export function corrected(revision: number, to: CaseStatement): StatementCorrected<CaseStatement> {
  return {
    type: 'StatementCorrected',
    data: { revision, to, occurredAt: edtf('2025-06-20'), reason: 'better-source', note: null, basis },
  };
}

/** A confirmation whose only ground is an event. */
export function restingOn(stream: string, revision: number): CaptivityConfirmed {
  return {
    type: 'CaptivityConfirmed',
    data: {
      occurredAt: edtf('2025-06-02'),
      by: 'unofficial',
      place: null,
      basis: [{ kind: 'event', stream, revision }],
    },
  };
}

/** A handover of somebody who has no case. */
export const declined: ReactionDeclined = {
  type: 'ReactionDeclined',
  data: {
    reaction: 'handover-returns-people',
    refusal: 'no-such-case',
    basis: [{ kind: 'event', stream: OF_EXCHANGE, revision: 2 }],
  },
};

const occurredAt = edtf('2025-06-10');
export const planned: ExchangeEvent = {
  type: 'ExchangePlanned',
  data: { occurredAt, plannedFor: edtf('2025-06-14'), agreements: [AGREEMENT], ordinal: 4, basis },
};
export function embargoedFor(...needToKnow: readonly StaffId[]): ExchangeEvent {
  return { type: 'EmbargoPlaced', data: { occurredAt, needToKnow, basis } };
}
export const embargoed = embargoedFor(NEGOTIATOR);
export const completed: ExchangeEvent = {
  type: 'ExchangeCompleted',
  data: { occurredAt: edtf('2025-07-23'), basis },
};

/** One part of a manifest, of so many people of our imagination. */
export function handedOver(part: number, people: number): ExchangeEvent {
  const manifest = Array.from({ length: people }, (_, index) => ({
    case: `${String(part).padStart(4, '0')}${String(index).padStart(4, '0')}-0000-4000-8000-000000000000` as CaseId,
    agreement: index % 3 === 0 ? null : AGREEMENT,
    category: index % 2 === 0 ? ('seriously-ill-or-wounded' as const) : ('aged-18-to-25' as const),
  }));
  return {
    type: 'HandoverConfirmed',
    data: { occurredAt: edtf('2025-06-14'), handover: uuid('d') as HandoverId, part, manifest, basis },
  };
}

export const reached: AgreementEvent = {
  type: 'AgreementReached',
  data: {
    occurredAt: edtf('2025-06-02'),
    title: 'Istanbul, second round',
    place: 'Istanbul',
    categories: [],
    remains: [{ form: 'number-for-number', toUkraine: 6000, fromUkraine: 6000, speaker: 'defence-minister' }],
    basis,
  },
};

/** By somebody else than the body that holds the number. */
export const disclosed: FigureStated = {
  type: 'FigureStated',
  data: {
    occurredAt: edtf('2025-07-23'),
    kind: 'persons',
    direction: 'to-ukraine',
    counted: 'all',
    bound: 'more-than',
    figure: 1000,
    exchange: null,
    through: edtf('2025-07-23'),
    speaker: 'president-of-ukraine',
    basis: [{ kind: 'source', speaker: 'president-of-ukraine' }],
  },
};
