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
const caseProjections = allProjections.filter(({ name }) => name === 'cases');

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
    const page = await new CaseHistoryHandler(db).execute(new CaseHistoryQuery(PERSON, viewer));
    return page?.lines.map(({ revision }) => revision) ?? [];
  };
  const captivityFor = async (viewer: StaffId) => {
    const view = await new CaseFileHandler(db).execute(new CaseFileQuery(PERSON, viewer));
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
    });
  });
});
