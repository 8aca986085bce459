import type { Basis } from '#libs/kernel/src/basis.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { agreementId, caseId, handoverId, staffId } from '#libs/kernel/src/ids.js';
import type { AgreementReached } from '../events/agreement-reached.event.js';
import type { FigureStated } from '../events/figure-stated.event.js';
import type { EmbargoPlaced } from '../events/embargo-placed.event.js';
import type { ExchangeCompleted } from '../events/exchange-completed.event.js';
import type { ExchangePlanned } from '../events/exchange-planned.event.js';
import type { HandoverConfirmed } from '../events/handover-confirmed.event.js';

/** The agreement of 2 June 2025 and its fourth stage; the people on the manifest are fictional. */
type Saying<E extends { readonly data: unknown }> = (data?: Partial<E['data']>) => E;

export const source: Basis = [{ kind: 'source', speaker: 'coordination-headquarters' }];
export const agreement = agreementId('2f1c9a84-3d57-4e0b-8a6d-51b7c0e9f213');
export const otherAgreement = agreementId('7e5a0d16-92cb-4f38-b1d4-0c8e6f2a3b95');
export const handover = handoverId('d93b6f02-8e1a-4c57-a0d4-6b2f9e7c1358');
export const otherHandover = handoverId('e04c7a13-9f2b-4d68-b1e5-7c3a0f8d2469');
export const officer = staffId('a5f1d3c7-2b84-4e69-8d0a-9c6e1b7f3042');
export const negotiator = staffId('b6a2e4d8-3c95-4f7a-9e1b-0d7f2c8a4153');

/** The n-th fictional person on a manifest, 0 to 999. */
export const person = (
  n: number,
  under: Partial<HandoverConfirmed['data']['manifest'][number]> = {},
): HandoverConfirmed['data']['manifest'][number] => ({
  case: caseId(`10000000-0000-4000-8000-000000000${String(n).padStart(3, '0')}`),
  agreement,
  category: 'seriously-ill-or-wounded',
  ...under,
});

export const people = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => person(from + index));

export const reached: Saying<AgreementReached> = (data) => ({
  type: 'AgreementReached',
  data: {
    occurredAt: edtf('2025-06-02'),
    title: 'Istanbul, second round',
    place: 'Istanbul',
    categories: [
      {
        category: 'seriously-ill-or-wounded',
        form: 'all-for-all',
        each: null,
        criterion: null,
        speaker: 'defence-minister',
      },
      {
        category: 'aged-18-to-25',
        form: 'all-for-all',
        each: null,
        criterion: '18 to 25',
        speaker: 'defence-minister',
      },
    ],
    remains: [
      { form: 'number-for-number', toUkraine: 6000, fromUkraine: 6000, speaker: 'defence-minister' },
      { form: 'one-sided', toUkraine: 6000, fromUkraine: null, speaker: 'other-side-head-of-delegation' },
    ],
    basis: source,
    ...data,
  },
});

export const stated: Saying<FigureStated> = (data) => ({
  type: 'FigureStated',
  data: {
    occurredAt: edtf('2025-06-16'),
    kind: 'remains',
    direction: 'to-ukraine',
    counted: 'all',
    bound: 'exact',
    figure: 6057,
    exchange: null,
    through: edtf('2025-06-16'),
    speaker: 'coordination-headquarters',
    basis: source,
    ...data,
  },
});

export const planned: Saying<ExchangePlanned> = (data) => ({
  type: 'ExchangePlanned',
  data: {
    occurredAt: edtf('2025-06-12'),
    plannedFor: edtf('2025-06-14'),
    agreements: [agreement],
    ordinal: 4,
    basis: source,
    ...data,
  },
});

export const embargo: Saying<EmbargoPlaced> = (data) => ({
  type: 'EmbargoPlaced',
  data: { occurredAt: edtf('2025-06-12'), needToKnow: [officer], basis: source, ...data },
});

export const confirmed: Saying<HandoverConfirmed> = (data) => ({
  type: 'HandoverConfirmed',
  data: {
    occurredAt: edtf('2025-06-14'),
    handover,
    part: 1,
    manifest: [person(1), person(2, { category: 'aged-18-to-25' })],
    basis: source,
    ...data,
  },
});

export const completed: Saying<ExchangeCompleted> = (data) => ({
  type: 'ExchangeCompleted',
  data: { occurredAt: edtf('2025-06-15'), basis: source, ...data },
});
