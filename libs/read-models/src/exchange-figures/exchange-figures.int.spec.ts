import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Live } from '#libs/projections/src/testing/live.js';
import { allProjections } from '../all-projections.js';
import { readMigrations } from '../read-migrations.js';
import * as given from '../testing/events.js';
import { ExchangeFiguresHandler, ExchangeFiguresQuery } from './exchange-figures.query.js';

describe('The figures of an exchange', () => {
  let live: Live;
  let db: DataSource;

  beforeEach(async () => {
    live = await Live.start(readMigrations);
    db = await new DataSource({ type: 'postgres', url: live.databaseUrl }).initialize();
    live.run(allProjections);
  });
  afterEach(async () => {
    await db.destroy();
    await live.close();
  });

  it.each([null, 0, 4, Number.MAX_SAFE_INTEGER])(
    'tell the ordinal %p as it was planned, whatever number an event may hold',
    async (ordinal) => {
      const { planned } = given;
      if (planned.type !== 'ExchangePlanned') throw new Error('another event');
      const event = { ...planned, data: { ...planned.data, ordinal } };
      await live.passed('exchanges', await live.append(given.OF_EXCHANGE, null, event));

      const query = new ExchangeFiguresQuery(given.EXCHANGE, given.CASEWORKER);
      expect(await new ExchangeFiguresHandler(db).execute(query)).toMatchObject({ ordinal });
    },
  );
});
