import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { RANKS, rankGroupOf } from '#libs/cases/src/ranks.js';
import {
  agreement,
  capture,
  escape,
  homecoming,
  identity,
  listing,
  missingReport,
  opened,
} from '#libs/cases/src/testing/sayings.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId, ExchangeId } from '#libs/kernel/src/ids.js';
import { erased, known } from '#libs/kernel/src/personal.js';
import { withdrawal } from '../testing/events.js';
import { caseFacts } from './case-facts.js';
import type { CaseEntry } from './case-file.entity.js';
import { factsByViewer, revealedBy } from './facts-by-viewer.js';

const EXCHANGES = ['a', 'b', 'c', 'd', 'e', 'f'].map(
  (digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`,
) as ExchangeId[];

const exchangesNamed = (count: number): ExchangeId[] =>
  Array.from(
    { length: count },
    (_, index) => `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000` as ExchangeId,
  );

const entry = (event: CaseEvent, revision: number, exchanges: readonly ExchangeId[] = []): CaseEntry => ({
  revision,
  position: String(revision * 10),
  knownFrom: '2025-06-14T00:00:00.000Z',
  exchanges,
  event,
});
const told = (...events: readonly CaseEvent[]) => caseFacts(events.map((event, at) => entry(event, at)));

describe('The facts of a case', () => {
  it('are those of the plain fold, with the rank group and the days that a birth leaves possible', () => {
    const born = known(edtf('2002-03'));
    expect(told(opened(), identity({ born, rank: known('captain') }), capture(), listing())).toEqual({
      openedFor: 'prisoner-of-war',
      casework: 'open',
      search: 'open',
      captivity: 'alleged',
      whereabouts: 'in-captivity',
      fate: 'not-known',
      remains: 'none-known',
      sex: 'male',
      rank: 'captain',
      rankGroup: 'officers',
      ranks: [{ group: 'officers', earliest: '2022-05-25', latest: '2022-05-25' }],
      born: { date: '2002-03', earliest: '2002-03-01', latest: '2002-03-31' },
      missingSince: null,
      captiveSince: '2022-05-20',
      listings: [{ agreement, category: 'seriously-ill-or-wounded', listing: 'proposed' }],
      returnedOn: null,
    });
  });

  it('do not tell what was erased', () => {
    expect(told(opened(), identity({ born: erased, sex: erased, rank: erased }))).toMatchObject({
      born: null,
      sex: null,
      rank: null,
      rankGroup: null,
      ranks: [],
    });
  });

  it('tell since when somebody is missing and captive, from the earliest day that is possible', () => {
    const missing = missingReport({ lastSeen: known(edtf('2022-04/2022-05')) });
    expect(told(opened(), missing, capture({ occurredAt: edtf('2022-05') }))).toMatchObject({
      missingSince: '2022-04-01',
      captiveSince: '2022-05-01',
    });
    expect(told(opened(), missingReport({ lastSeen: null }))?.missingSince).toBe('2022-05-24');
    expect(told(opened(), capture({ occurredAt: edtf('XXXX') }))?.captiveSince).toBeNull();
    expect(told(opened(), capture(), escape())?.captiveSince).toBe('2022-05-20');
  });

  it('count from the last homecoming on, which a withdrawal takes back', () => {
    const again = capture({ occurredAt: edtf('2025-07') });
    const home = homecoming({ occurredAt: edtf('2025-06-14') });
    expect(told(opened(), capture(), home)).toMatchObject({ captiveSince: null, returnedOn: '2025-06-14' });
    expect(told(opened(), capture(), home, again)).toMatchObject({
      captiveSince: '2025-07-01',
      returnedOn: null,
    });
    expect(told(opened(), capture(), home, withdrawal(2))).toMatchObject({
      captiveSince: '2022-05-20',
      returnedOn: null,
    });
  });

  it('are none without the opening', () => {
    expect(told(capture())).toBeNull();
  });

  it('put every rank into a group', () => {
    expect(RANKS.map(rankGroupOf)).not.toContain(undefined);
  });
});

describe('The facts by viewer', () => {
  const events = fc.constantFrom<CaseEvent>(capture(), listing(), homecoming(), missingReport(), escape());
  const entries = fc
    .array(fc.tuple(events, fc.subarray(EXCHANGES, { maxLength: 3 })), { maxLength: 12 })
    .map((said) => [
      entry(opened(), 0),
      ...said.map(([event, exchanges], at) => entry(event, at + 1, exchanges)),
    ]);

  it('are, for each choice of hidden exchanges, those that the other entries tell', () => {
    fc.assert(
      fc.property(entries, fc.subarray(EXCHANGES), (all, hidden) => {
        const spoken = Object.keys(revealedBy(all));
        const without = hidden.filter((id) => spoken.includes(id));
        const visible = all.filter(({ exchanges }) => !exchanges.some((id) => without.includes(id)));
        const variant = factsByViewer(all).find((each) => String(each.without) === String(without));
        expect(variant).toEqual({ without, ...caseFacts(visible) });
      }),
    );
  });

  /** The variant that the functions of the database pick: the smallest that leaves out all that is hidden. */
  const toldTo = (all: readonly CaseEntry[], hidden: readonly ExchangeId[]) =>
    factsByViewer(all)
      .filter(({ without }) => hidden.every((id) => without.includes(id)))
      .sort((a, b) => a.without.length - b.without.length)[0];
  const agreementOf = (id: ExchangeId) => id as string as AgreementId;
  const inExchange = (count: number): CaseEntry[] => [
    entry(opened(), 0),
    ...exchangesNamed(count).map((id, at) =>
      entry(listing({ exchange: id, agreement: agreementOf(id) }), at + 1, [id]),
    ),
  ];

  it.each([5, 6, 8, 9, 20, 21, 22, 40])(
    'of somebody shown in %d exchanges are the same whether they stand in up to two more that are hidden or not',
    (shown) => {
      const { without: _, ...base } = toldTo(inExchange(shown), []) ?? { without: [] };
      for (const hidden of [1, 2]) {
        const names = exchangesNamed(shown + hidden).slice(shown);
        const { without, ...facts } = toldTo(inExchange(shown + hidden), names) ?? { without: [] };
        expect(facts).toEqual(base);
        expect(without).toEqual(expect.arrayContaining(names));
      }
    },
  );

  it('are whole up to twenty exchanges; whoever is shown more of one case is told nothing of any', () => {
    expect(toldTo(inExchange(20), [])?.listings).toHaveLength(20);
    expect(toldTo(inExchange(21), [])?.listings).toEqual([]);
  });

  it('leave out all exchanges where three of more than eight are hidden', () => {
    expect(toldTo(inExchange(8), exchangesNamed(3))?.without).toHaveLength(3);
    expect(toldTo(inExchange(9), exchangesNamed(3))?.without).toHaveLength(9);
  });

  it('are kept in no more than 256 variants', () => {
    for (let count = 0; count < 30; count += 1)
      expect(factsByViewer(inExchange(count)).length).toBeLessThanOrEqual(256);
  });

  it('do not name a case whose very opening is hidden', () => {
    const [exchange] = EXCHANGES as [ExchangeId];
    expect(factsByViewer([entry(opened(), 0, [exchange])]).map(({ without }) => without)).toEqual([[]]);
  });

  it('know of each exchange up to which position it is spoken of', () => {
    const [one, other] = EXCHANGES as [ExchangeId, ExchangeId];
    expect(
      revealedBy([entry(opened(), 0), entry(capture(), 1, [one, other]), entry(listing(), 2, [one])]),
    ).toEqual({
      [one]: '20',
      [other]: '10',
    });
  });
});
