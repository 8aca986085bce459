import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { StaffId } from '#libs/kernel/src/ids.js';
import { Live } from '#libs/projections/src/testing/live.js';
import { allProjections } from './all-projections.js';
import { CaseFileHandler, CaseFileQuery } from './case-file/case-file.query.js';
import { CaseHistoryHandler, CaseHistoryQuery } from './case-history/case-history.query.js';
import { ExchangeFiguresHandler, ExchangeFiguresQuery } from './exchange-figures/exchange-figures.query.js';
import { readMigrations } from './read-migrations.js';
import * as given from './testing/events.js';

const { CASEWORKER, EXCHANGE, NEGOTIATOR, OF_EXCHANGE, OF_PERSON, PERSON } = given;

describe('Under an embargo', () => {
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

  const historyOf = async (viewer: StaffId): Promise<number[]> => {
    const page = await new CaseHistoryHandler(db).execute(
      new CaseHistoryQuery(PERSON, given.viewing(viewer)),
    );
    return page?.lines.map(({ revision }) => revision) ?? [];
  };
  const captivityFor = async (viewer: StaffId) => {
    const view = await new CaseFileHandler(db).execute(new CaseFileQuery(PERSON, given.viewing(viewer)));
    return view?.form === 'held' ? view.file.captivity.value.phase : null;
  };
  const figuresFor = async (viewer: StaffId) =>
    (await new ExchangeFiguresHandler(db).execute(new ExchangeFiguresQuery(EXCHANGE, viewer)))?.handedOver;

  const returnInTheExchange = async () => {
    await live.append(OF_PERSON, null, given.opened, given.captured, given.agreed);
    return live.append(OF_PERSON, 2, given.inStage, given.returned);
  };
  const settled = async (position: bigint) => {
    for (const { name } of allProjections) await live.passed(name, position);
  };

  it('only those who need to know see what reveals the exchange, and the figures', async () => {
    await live.append(
      OF_EXCHANGE,
      null,
      given.planned,
      given.embargoed,
      given.handedOver(0, 6),
      given.handedOver(1, 5),
    );
    live.run(allProjections);
    await settled(await returnInTheExchange());

    expect(await historyOf(NEGOTIATOR)).toEqual([0, 1, 2, 3, 4]);
    expect(await captivityFor(NEGOTIATOR)).toBe('released');
    expect(await figuresFor(NEGOTIATOR)).toMatchObject({ kind: 'told', total: 11 });

    expect(await historyOf(CASEWORKER)).toEqual([0, 1, 2]);
    expect(await captivityFor(CASEWORKER)).toBe('alleged');
    expect(
      await new ExchangeFiguresHandler(db).execute(new ExchangeFiguresQuery(EXCHANGE, CASEWORKER)),
    ).toEqual({
      exchangeId: EXCHANGE,
      revision: null,
      position: null,
      plannedFor: '2025-06-14',
      agreements: [given.AGREEMENT],
      ordinal: 4,
      completed: false,
      embargo: 'in-force',
      handedOver: { kind: 'withheld', reason: 'embargoed until the exchange is complete' },
      stated: [],
    });
  });

  it('a withdrawal or a correction of what is hidden is hidden too', async () => {
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed);
    await returnInTheExchange();
    live.run(allProjections);
    await settled(await live.append(OF_PERSON, 4, given.withdrawal(4), given.corrected(3, given.agreed)));

    expect(await historyOf(NEGOTIATOR)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(await historyOf(CASEWORKER)).toEqual([0, 1, 2]);
  });

  it('what rests on an event of the exchange, or on a hidden entry, is hidden', async () => {
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed);
    live.run(allProjections);
    await live.append(OF_PERSON, null, given.opened, given.captured);
    await settled(
      await live.append(
        OF_PERSON,
        1,
        given.restingOn(OF_EXCHANGE, 1),
        given.captured,
        given.restingOn(OF_PERSON, 2),
        given.restingOn(OF_PERSON, 3),
      ),
    );

    expect(await historyOf(NEGOTIATOR)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await historyOf(CASEWORKER)).toEqual([0, 1, 2, 3]);
    const lines = async (viewer: StaffId) =>
      (await new CaseHistoryHandler(db).execute(new CaseHistoryQuery(PERSON, given.viewing(viewer))))?.lines;
    const basisOf = async (viewer: StaffId, line: number) => (await lines(viewer))?.[line]?.basis;
    const entry = (revision: number) => [{ kind: 'event', stream: OF_PERSON, revision }];
    expect([await basisOf(NEGOTIATOR, 5), await basisOf(CASEWORKER, 3)]).toEqual([entry(3), entry(2)]);
    const resting = 'Captivity confirmed unofficially on 2 June 2025, according to entry';
    expect((await lines(NEGOTIATOR))?.[5]?.sentence).toBe(`${resting} 3.`);
    expect((await lines(CASEWORKER))?.[3]?.sentence).toBe(`${resting} 2.`);
  });

  it('entries are counted as if the hidden ones had never been, wherever one names another', async () => {
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed);
    live.run(allProjections);
    await returnInTheExchange();
    await live.append(OF_PERSON, 4, given.captured, given.corrected(5, given.captured), given.withdrawal(5));
    const OTHER = OF_PERSON.replace('aaaaaaaa', '77777777');
    await settled(
      await live.append(
        OTHER,
        null,
        given.opened,
        given.restingOn(OF_PERSON, 5),
        given.restingOn(OF_PERSON, 4),
      ),
    );

    const page = await new CaseHistoryHandler(db).execute(
      new CaseHistoryQuery(PERSON, given.viewing(CASEWORKER)),
    );
    expect(
      page?.lines.map(({ type, revision, withdrawnBy, correctedBy }) => [
        type,
        revision,
        withdrawnBy,
        correctedBy,
      ]),
    ).toEqual([
      ['CaseOpened', 0, null, null],
      ['Captured', 1, null, null],
      ['Negotiated', 2, null, null],
      ['Captured', 3, 5, 4],
      ['StatementCorrected', 4, null, null],
      ['StatementWithdrawn', 5, null, null],
    ]);
    expect(page?.revision).toBe(5);
    expect(page?.lines[5]?.sentence).toContain('Entry 3 withdrawn');
    const file = await new CaseFileHandler(db).execute(new CaseFileQuery(PERSON, given.viewing(CASEWORKER)));
    expect(file).toMatchObject({ revision: 5, file: { captivity: { because: 1 } } });

    const basisIn = async (viewer: StaffId) => {
      const id = OTHER.slice('case-'.length) as typeof PERSON;
      const other = await new CaseHistoryHandler(db).execute(new CaseHistoryQuery(id, given.viewing(viewer)));
      return other?.lines.slice(1).map(({ basis }) => basis);
    };
    const entry = (revision: number) => [{ kind: 'event', stream: OF_PERSON, revision }];
    expect(await basisIn(NEGOTIATOR)).toEqual([entry(5), entry(4)]);
    expect(await basisIn(CASEWORKER)).toEqual([entry(3), []]);
  });

  it('a case of which nothing may be seen is not there, neither as file nor as history', async () => {
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed);
    live.run(allProjections);
    await settled(await live.append(OF_PERSON, null, given.declined));
    for (const viewer of [CASEWORKER, NEGOTIATOR]) {
      const as = given.viewing(viewer);
      expect(await new CaseFileHandler(db).execute(new CaseFileQuery(PERSON, as))).toBeNull();
      expect(await new CaseHistoryHandler(db).execute(new CaseHistoryQuery(PERSON, as))).toBeNull();
    }
  });

  it('everything is told again once the exchange is complete', async () => {
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed, given.handedOver(0, 6));
    await returnInTheExchange();
    live.run(allProjections);
    await settled(await live.append(OF_EXCHANGE, 2, given.completed));

    expect(await historyOf(CASEWORKER)).toEqual([0, 1, 2, 3, 4]);
    expect(await captivityFor(CASEWORKER)).toBe('released');
    expect(await figuresFor(CASEWORKER)).toEqual({
      kind: 'told',
      total: 6,
      byAgreement: [
        { agreement: given.AGREEMENT, count: 4 },
        { agreement: null, count: 2 },
      ],
      byCategory: [
        { category: 'aged-18-to-25', count: 3 },
        { category: 'seriously-ill-or-wounded', count: 3 },
      ],
      byRankGroup: [{ rankGroup: null, count: 6 }],
      bySex: [{ sex: null, count: 6 }],
      mostWere: null,
    });
  });

  it('a later embargo replaces the list of those who need to know', async () => {
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed);
    await returnInTheExchange();
    live.run(allProjections);
    await settled(await live.append(OF_EXCHANGE, 1, given.embargoedFor(CASEWORKER)));

    expect(await historyOf(CASEWORKER)).toEqual([0, 1, 2, 3, 4]);
    expect(await historyOf(NEGOTIATOR)).toEqual([0, 1, 2]);
  });

  it('an exchange that nobody planned hides what names it from everyone', async () => {
    live.run(allProjections);
    await settled(await returnInTheExchange());

    expect(await historyOf(CASEWORKER)).toEqual([0, 1, 2]);
    expect(await historyOf(NEGOTIATOR)).toEqual([0, 1, 2]);
  });

  it('nothing leaks while the exchanges lag behind the cases, not even without an embargo so far', async () => {
    const before = live.run(allProjections);
    await settled(await live.append(OF_EXCHANGE, null, given.planned));
    await before.stop();
    await live.append(OF_EXCHANGE, 0, given.embargoed);
    const position = await returnInTheExchange();
    const onlyCases = live.run(allProjections.filter(({ name }) => name === 'cases'));
    await live.passed('cases', position);

    expect(await historyOf(CASEWORKER)).toEqual([0, 1, 2]);
    expect(await historyOf(NEGOTIATOR)).toEqual([0, 1, 2]);
    await onlyCases.stop();
    live.run(allProjections);
    await settled(position);
    expect(await historyOf(CASEWORKER)).toEqual([0, 1, 2]);
    expect(await historyOf(NEGOTIATOR)).toEqual([0, 1, 2, 3, 4]);
  });

  it('everything counts as embargoed while the projection of the exchanges stands still', async () => {
    await live.append(OF_EXCHANGE, null, given.planned, given.handedOver(0, 6));
    live.run(allProjections);
    await settled(await returnInTheExchange());
    expect(await historyOf(CASEWORKER)).toEqual([0, 1, 2, 3, 4]);
    await live.rows("UPDATE read.checkpoint SET stopped = '{}' WHERE projection = 'exchanges'");

    expect(await historyOf(CASEWORKER)).toEqual([0, 1, 2]);
    expect(await figuresFor(CASEWORKER)).toMatchObject({ kind: 'withheld' });
  });

  it('another agreement, without an exchange, stays in sight', async () => {
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed);
    live.run(allProjections);
    await settled(await live.append(OF_PERSON, null, given.opened, given.captured, given.agreed));
    expect(await historyOf(CASEWORKER)).toEqual([0, 1, 2]);
  });
});
