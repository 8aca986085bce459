import { describe, expect, it } from '@jest/globals';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { agreementId, exchangeId } from '#libs/kernel/src/ids.js';
import { exchangesOf, type Revealing } from './exchanges-of.js';

const exchange = exchangeId('00000000-0000-4000-8000-0000000000e1');
const stream = 'case-00000000-0000-4000-8000-00000000000a';
const basis = [{ kind: 'source', speaker: 'icrc' }] as const;
const occurredAt = edtf('2025-06-14');
const fromExchange = [{ kind: 'event', stream: `exchange-${exchange}`, revision: 2 }] as const;
const earlier: Revealing[] = [
  { revision: 1, exchanges: [] },
  { revision: 2, exchanges: [exchange] },
];
const captured: CaseEvent = { type: 'Captured', data: { occurredAt, place: null, basis } };
const returned = (named: typeof exchange | null): CaseEvent => ({
  type: 'Returned',
  data: { occurredAt, exchange: named, agreement: null, category: null, place: null, basis },
});
const withdrawn = (revision: number, on: Basis = basis): CaseEvent => ({
  type: 'StatementWithdrawn',
  data: { revision, occurredAt, reason: 'entered-in-error', note: null, basis: on },
});

describe('the exchanges that an event reveals', () => {
  it.each<[string, CaseEvent, readonly string[]]>([
    ['a return in an exchange', returned(exchange), [exchange]],
    ['a return outside of any', returned(null), []],
    ['a capture', captured, []],
    [
      'a listing in a stage',
      {
        type: 'Negotiated',
        data: {
          occurredAt,
          agreement: agreementId('00000000-0000-4000-8000-0000000000a1'),
          category: 'general',
          listing: 'in-a-stage',
          exchange,
          basis,
        },
      },
      [exchange],
    ],
    ['the withdrawal of what reveals one', withdrawn(2), [exchange]],
    ['the withdrawal of what reveals none', withdrawn(1), []],
    ['what rests on an event of the exchange', withdrawn(1, fromExchange), [exchange]],
    [
      'what rests on an entry that reveals it',
      withdrawn(1, [{ kind: 'event', stream, revision: 2 }]),
      [exchange],
    ],
    [
      'that a case was closed, by itself',
      { type: 'CaseClosed', data: { occurredAt, reason: 'search-ended', note: null, basis } },
      [],
    ],
    [
      'a reaction that was declined',
      {
        type: 'ReactionDeclined',
        data: { reaction: 'handover-returns-people', refusal: 'already-returned', basis: fromExchange },
      },
      [exchange],
    ],
    [
      'a correction towards it',
      {
        type: 'StatementCorrected',
        data: {
          revision: 1,
          occurredAt,
          to: returned(exchange) as never,
          reason: 'better-source',
          note: null,
          basis,
        },
      },
      [exchange],
    ],
  ])('%s', (_what, event, exchanges) => {
    expect(exchangesOf(event, stream, earlier, [])).toEqual(exchanges);
  });

  it('are those, too, without which it would not have been recorded', () => {
    expect(exchangesOf(captured, stream, earlier, [exchange])).toEqual([exchange]);
    expect(exchangesOf(returned(exchange), stream, earlier, [exchange])).toEqual([exchange]);
  });
});
