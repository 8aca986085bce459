import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { rankAxis } from '#libs/cases/src/axes/rank.axis.js';
import { rankGroupOf, type Rank } from '#libs/cases/src/ranks.js';
import { identity } from '#libs/cases/src/testing/sayings.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { spanOf } from '#libs/kernel/src/edtf/span.js';
import type { CaseId } from '#libs/kernel/src/ids.js';
import { known } from '#libs/kernel/src/personal.js';
import { answerAt } from '#libs/kernel/src/two-times/answer-at.js';
import { Live } from '#libs/projections/src/testing/live.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { AgreementHandler, AgreementQuery } from '../agreement/agreement.query.js';
import { allProjections } from '../all-projections.js';
import { readMigrations } from '../read-migrations.js';
import * as given from '../testing/events.js';
import { ExchangeFiguresHandler, ExchangeFiguresQuery } from './exchange-figures.query.js';

const { AGREEMENT, CASEWORKER, EXCHANGE, NEGOTIATOR, OF_EXCHANGE } = given;
const OF_AGREEMENT = `agreement-${AGREEMENT}`;
const person = (n: number) => `0000000${n}-0000-4000-8000-000000000000` as CaseId;
const ranked = (rank: Rank, since: string, sex: 'male' | 'female' = 'male'): HomewardEvent =>
  identity({ rank: known(rank), rankSince: known(edtf(since)), sex: known(sex) });

describe('Figures by rank group and sex', () => {
  let live: Live;
  let db: DataSource;
  beforeEach(async () => {
    live = await Live.start(readMigrations);
    db = await new DataSource({ type: 'postgres', url: live.databaseUrl }).initialize();
  });
  afterEach(async () => {
    await db.destroy();
    await live.close();
  });
  const settled = async (position: bigint) => {
    for (const { name } of allProjections) await live.passed(name, position);
  };
  const exchangeFor = (viewer: typeof CASEWORKER) =>
    new ExchangeFiguresHandler(db).execute(new ExchangeFiguresQuery(EXCHANGE, viewer));
  const agreementFor = (viewer: typeof CASEWORKER) =>
    new AgreementHandler(db).execute(new AgreementQuery(AGREEMENT, viewer));

  it('are of each person as of the day of the handover, and told only with the others', async () => {
    await live.append(OF_AGREEMENT, null, given.reached);
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed, given.handedOver(0, 4));
    live.run(allProjections);
    await live.append(`case-${person(0)}`, null, given.opened, ranked('captain', '2022'));
    await live.append(
      `case-${person(1)}`,
      null,
      given.opened,
      ranked('soldier', '2022'),
      ranked('lieutenant', '2025-06-15'),
    );
    await live.append(
      `case-${person(2)}`,
      null,
      given.opened,
      ranked('sergeant', '2022'),
      ranked('major', '2024', 'female'),
    );
    await settled(await live.append(`case-${person(3)}`, null, given.opened, ranked('general', '2020')));

    const figures = {
      kind: 'told',
      total: 4,
      byRankGroup: [
        { rankGroup: 'enlisted', count: 1 },
        { rankGroup: 'officers', count: 2 },
        { rankGroup: 'generals', count: 1 },
      ],
      bySex: [
        { sex: 'female', count: 1 },
        { sex: 'male', count: 3 },
      ],
      mostWere: 'officers',
    };
    expect((await exchangeFor(NEGOTIATOR))?.handedOver).toMatchObject(figures);
    expect((await exchangeFor(CASEWORKER))?.handedOver).toEqual({
      kind: 'withheld',
      reason: expect.any(String),
    });
    expect((await agreementFor(CASEWORKER))?.handedOver).toMatchObject({ kind: 'withheld' });
    expect((await agreementFor(NEGOTIATOR))?.handedOver).toEqual({ kind: 'told', total: 2 });
    for (const view of ['report_exchange_figures', 'report_exchange_people', 'report_agreement_people'])
      expect(JSON.stringify(await live.rows(`SELECT * FROM read.${view}`))).not.toMatch(
        /officers|"count":|"people":\d/,
      );

    await settled(await live.append(OF_EXCHANGE, 2, given.completed));
    expect((await exchangeFor(CASEWORKER))?.handedOver).toMatchObject(figures);
    expect((await agreementFor(CASEWORKER))?.handedOver).toEqual({ kind: 'told', total: 2 });
    expect(await live.rows('SELECT people FROM read.report_agreement_people')).toEqual([{ people: 2 }]);
    expect(
      await live.rows(
        'SELECT rank_group, sum(people)::int AS people FROM read.report_exchange_people GROUP BY 1 ORDER BY 1',
      ),
    ).toEqual([
      { rank_group: 'enlisted', people: 1 },
      { rank_group: 'generals', people: 1 },
      { rank_group: 'officers', people: 2 },
    ]);
  });

  it('stay withheld whatever somebody states in public, which stands beside them', async () => {
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed, given.handedOver(0, 4));
    live.run(allProjections);
    const ofTheStage = { ...given.disclosed, data: { ...given.disclosed.data, exchange: EXCHANGE } };
    await settled(await live.append(OF_AGREEMENT, null, given.reached, given.disclosed, ofTheStage));

    const exchange = await exchangeFor(CASEWORKER);
    expect(exchange?.handedOver.kind).toBe('withheld');
    expect(exchange?.stated).toMatchObject([
      {
        agreement: AGREEMENT,
        bound: 'more-than',
        figure: 1000,
        speaker: 'president-of-ukraine',
        revision: 2,
      },
    ]);
    const agreement = await agreementFor(CASEWORKER);
    expect(agreement?.handedOver.kind).toBe('withheld');
    expect(agreement?.figures).toMatchObject([
      { exchange: null, statedAt: '2025-07-23' },
      { exchange: EXCHANGE },
    ]);
  });

  it('agree with the answer for a day, wherever that is certain of the group', async () => {
    const date = fc.constantFrom(
      '2022',
      '2022-05',
      '2022-05-20',
      '2022-06-01',
      '2022-04/2022-07',
      '2023',
      'XXXX',
      '../2022-05',
    );
    const rank = fc.constantFrom<Rank>('soldier', 'senior-soldier', 'captain', 'major');
    const day = fc.constantFrom('2022-05-20', '2022-06-15', '2022-12-31') as fc.Arbitrary<CivilDay>;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ rank, date }), { maxLength: 4 }), day, async (given, on) => {
        const dated = given.map((each, revision) => {
          const occurredAt = edtf(each.date);
          return { revision, occurredAt, event: identity({ rank: known(each.rank), occurredAt }) };
        });
        const ranks = given.map((each) => ({ group: rankGroupOf(each.rank), ...spanOf(edtf(each.date)) }));
        const [found] = await live.rows<{ told: string | null }>(
          'SELECT read.rank_group_on($1, $2) AS told',
          [JSON.stringify(ranks), on],
        );
        const answer = answerAt(rankAxis, dated, on);
        const groups = answer.kind === 'possible' ? answer.values.map(({ value }) => value) : [];
        if (answer.kind === 'certain') groups.push(answer.value);
        const sure = new Set(
          groups.map((value) => (value?.kind === 'known' ? rankGroupOf(value.value) : null)),
        );
        expect(found?.told ?? null).toBe(sure.size === 1 ? [...sure][0] : null);
      }),
      { numRuns: 300 },
    );
  });
});
