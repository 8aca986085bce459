import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { Live } from '#libs/projections/src/testing/live.js';
import { allProjections } from '../all-projections.js';
import { CaseHistoryHandler, CaseHistoryQuery } from '../case-history/case-history.query.js';
import { readMigrations } from '../read-migrations.js';
import {
  ReceptionFiguresHandler,
  ReceptionFiguresQuery,
} from '../reception-figures/reception-figures.query.js';
import { ReceptionFiguresRow } from '../reception-figures/reception-figures.entity.js';
import * as given from '../testing/events.js';
import type { ReceptionId } from '#libs/kernel/src/ids.js';
import { CaseFileHandler, CaseFileQuery } from './case-file.query.js';

const { CASEWORKER, OF_PERSON, PERSON, viewing } = given;
const atHome = { type: 'Returned', data: { ...given.returned.data, exchange: null } } as const;

describe('A person’s file', () => {
  let live: Live;
  let db: DataSource;
  beforeEach(async () => {
    live = await Live.start(readMigrations);
    db = await new DataSource({
      type: 'postgres',
      url: live.databaseUrl,
      entities: [ReceptionFiguresRow],
    }).initialize();
    live.run(allProjections);
  });
  afterEach(async () => {
    await db.destroy();
    await live.close();
  });
  const file = (asOf: CaseFileQuery['asOf'] = {}) =>
    new CaseFileHandler(db).execute(new CaseFileQuery(PERSON, viewing(CASEWORKER), asOf));
  const settled = async (position: bigint) => {
    for (const { name } of allProjections) await live.passed(name, position);
  };
  const history = (after: number | null = null, limit = 200) =>
    new CaseHistoryHandler(db).execute(new CaseHistoryQuery(PERSON, viewing(CASEWORKER), after, limit));

  it('is not there before it is known, and stands as said after', async () => {
    expect(await file()).toBeNull();
    await settled(await live.append(OF_PERSON, null, given.opened, given.captured));
    expect(await file()).toMatchObject({
      revision: 1,
      opened: { openedFor: 'prisoner-of-war' },
      form: 'held',
      file: { captivity: { value: { phase: 'alleged' } } },
      contradictions: [],
    });
    expect(await file({ knownAt: new Date(0) })).toBeNull();
  });

  it('answers for a day, and as known at an instant, with what was withdrawn later', async () => {
    await settled(await live.append(OF_PERSON, null, given.opened, given.captured, atHome));
    const lines = (await history())?.lines ?? [];
    const then = lines.at(-1)?.knownFrom ?? new Date(0);
    await live.rows('SELECT pg_sleep(0.005)');
    await settled(await live.append(OF_PERSON, 2, given.withdrawal(2)));

    const captivity = async (asOf: CaseFileQuery['asOf']) => (await file(asOf))?.file.captivity;
    expect(await captivity({})).toMatchObject({ value: { phase: 'alleged' } });
    expect(await captivity({ knownAt: then })).toMatchObject({ value: { phase: 'released' } });
    const validAt = civilDay('2025-06-14');
    expect(await captivity({ validAt })).toMatchObject({ kind: 'certain', value: { phase: 'alleged' } });
    expect(await captivity({ validAt, knownAt: then })).toMatchObject({
      kind: 'certain',
      value: { phase: 'released' },
    });
    expect(await captivity({ validAt: civilDay('2022-05-15') })).toMatchObject({ kind: 'possible' });
  });

  it('has a history in pages, which says what changed what', async () => {
    await settled(
      await live.append(
        OF_PERSON,
        null,
        given.opened,
        given.captured,
        atHome,
        given.withdrawal(2),
        given.withdrawal(3),
        given.corrected(1, given.captured),
      ),
    );
    const whole = (await history())?.lines.map(({ revision, withdrawnBy, correctedBy }) => [
      revision,
      withdrawnBy,
      correctedBy,
    ]);
    expect(whole).toEqual([
      [0, null, null],
      [1, null, 5],
      [2, null, null],
      [3, 4, null],
      [4, null, null],
      [5, null, null],
    ]);
    const page = await history(1, 2);
    expect(page?.lines.map(({ revision }) => revision)).toEqual([2, 3]);
    expect(page?.next).toBe(3);
    expect((await history(3, 2))?.next).toBeNull();
    expect(page?.lines[0]).toMatchObject({
      type: 'Returned',
      occurredAt: '2025-06-14',
      actorRole: 'caseworker',
      recordedAt: expect.any(Date),
    });
  });

  it('stands apart from receptions, whose figures stand side by side by speaker', async () => {
    const reception = '99999999-0000-4000-8000-000000000000' as ReceptionId;
    const { basis } = given;
    const occurredAt = edtf('2025-06-16');
    await settled(
      await live.append(
        `reception-${reception}`,
        null,
        {
          type: 'ContainersReceived',
          data: {
            occurredAt,
            direction: 'to-ukraine',
            agreement: null,
            counts: [{ speaker: 'coordination-headquarters', count: 6057, bound: 'cumulative', basis }],
            basis,
          },
        },
        {
          type: 'ContainersCounted',
          data: { occurredAt, speaker: 'other-side', count: 6060, bound: 'cumulative', basis },
        },
      ),
    );
    const figures = await new ReceptionFiguresHandler(db).execute(new ReceptionFiguresQuery(reception));
    expect(figures).toMatchObject({
      receivedAt: '2025-06-16',
      counts: [
        { speaker: 'coordination-headquarters', count: 6057, bound: 'cumulative', revision: 0 },
        { speaker: 'other-side', count: 6060, bound: 'cumulative', revision: 1 },
      ],
    });
  });
});
