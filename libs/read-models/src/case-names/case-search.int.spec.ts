import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { Viewer } from '#libs/access/src/viewer.js';
import type { CaseAssigned } from '#libs/cases/src/events/case-assigned.event.js';
import type { GlassBroken } from '#libs/cases/src/events/glass-broken.event.js';
import type { IdentityRecorded } from '#libs/cases/src/events/identity-recorded.event.js';
import type { Rank } from '#libs/cases/src/ranks.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { CaseId, GlassId, OfficeId, StaffId } from '#libs/kernel/src/ids.js';
import type { Instant } from '#libs/kernel/src/instant.js';
import { known } from '#libs/kernel/src/personal.js';
import { Live } from '#libs/projections/src/testing/live.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { allProjections } from '../all-projections.js';
import { readMigrations } from '../read-migrations.js';
import * as given from '../testing/events.js';
import { CaseSearchHandler, CaseSearchQuery, type SearchPlace } from './case-search.query.js';
import type { SearchAsk } from './search-ask.js';
import { identityOf } from './testing/identities.js';

const { CASEWORKER, NEGOTIATOR, OF_EXCHANGE } = given;
const STRANGER: Viewer = {
  id: 'd0000000-0000-4000-8000-000000000000' as StaffId,
  role: 'caseworker',
  office: null,
};
const AUDITOR: Viewer = { ...STRANGER, role: 'auditor' };
const COLLEAGUE = given.viewing(CASEWORKER);
const IN_THE_KNOW = given.viewing(NEGOTIATOR, 'negotiator');
const NOTHING: SearchAsk = { name: null, serviceNumber: null, born: null, facts: null };
const named = (
  surname: string | null,
  givenNames: string | null = null,
  patronymic: string | null = null,
) => ({
  ...NOTHING,
  name: { surname, givenNames, patronymic },
});
const person = (number: number): CaseId =>
  `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000` as CaseId;
const restingOn = (stream: string, revision: number): Partial<IdentityRecorded['data']> => ({
  basis: [{ kind: 'event', stream, revision }],
});

describe('A search', () => {
  let live: Live;
  let db: DataSource;
  beforeAll(async () => {
    live = await Live.start(readMigrations);
    db = await new DataSource({ type: 'postgres', url: live.databaseUrl }).initialize();
    live.run(allProjections);
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed);
  });
  afterAll(async () => {
    await db.destroy();
    await live.close();
  });

  const file = async (number: number, ...events: readonly HomewardEvent[]): Promise<CaseId> => {
    const position = await live.append(`case-${person(number)}`, null, given.opened, ...events);
    for (const { name } of allProjections) await live.passed(name, position);
    return person(number);
  };
  const page = (ask: SearchAsk, viewer = COLLEAGUE, after: SearchPlace | null = null, limit?: number) =>
    new CaseSearchHandler(db).execute(new CaseSearchQuery(ask, viewer, after, limit));
  const found = async (ask: SearchAsk, viewer = COLLEAGUE) =>
    (await page(ask, viewer)).hits.map(({ id }) => id);

  it('finds a name in each language and script, and says why', async () => {
    const id = await file(1, identityOf(['Гнатюк', 'Олексій', 'Іванович']));
    for (const ask of [
      named('Гнатюк'),
      named('Hnatiuk', 'Oleksii'),
      named('Gnatiuk', 'Aleksei'),
      named('Олексій Гнатюк'),
    ])
      expect(await found(ask)).toEqual([id]);
    const [hit] = (await page(named('Гнатук', 'Алексей', 'Петрович'))).hits;
    expect(hit).toMatchObject({
      score: 0.745,
      name: { surname: 'Гнатюк', givenNames: 'Олексій', spelling: 'document', standing: 'current' },
      matches: [
        { part: 'surname', fit: 'same-sound' },
        { part: 'givenNames', fit: 'same-name' },
        { part: 'patronymic', fit: 'differs' },
      ],
      sentence:
        'Surname written otherwise, sounds the same; given name another form of the same name; patronymic another.',
      facts: { openedFor: 'prisoner-of-war', captivity: 'none-known' },
    });
    expect(await found(named('Шевченко', 'Олексій'))).toEqual([]);
  });

  it('finds a name that was withdrawn, corrected or stated earlier, and says so', async () => {
    const wrong = identityOf(['Розгон', 'Зорян', null]);
    const id = await file(
      2,
      wrong,
      given.corrected(1, identityOf(['Розгін', 'Зорян', null])),
      identityOf(['Рожко', 'Семен', null]),
      identityOf(['Рибчук', 'Семен', null]),
      given.withdrawal(4),
    );
    const standing = async (surname: string) => {
      const { hits } = await page(named(surname));
      return hits
        .filter((hit) => hit.id === id)
        .map(({ name, sentence }) => [name?.surname, name?.standing, sentence]);
    };
    expect(await standing('Розгон')).toEqual([
      ['Розгон', 'corrected', 'Surname the same. This name was corrected since.'],
    ]);
    expect((await standing('Розгін'))[0]?.slice(0, 2)).toEqual(['Розгін', 'earlier']);
    expect((await standing('Рожко'))[0]?.slice(0, 2)).toEqual(['Рожко', 'current']);
    expect(await standing('Рибчук')).toEqual([
      ['Рибчук', 'withdrawn', 'Surname the same. This name was withdrawn.'],
    ]);
  });

  it('does not find a name that was learnt in an embargoed exchange for who may not know of it', async () => {
    const events = [identityOf(['Цимбал', 'Остап', null]), given.captured];
    const id = await file(
      3,
      ...events,
      identityOf(['Жежель', 'Остап', null], restingOn(OF_EXCHANGE, 1)),
      identityOf(['Жижиленко', 'Остап', null], restingOn(`case-${person(3)}`, 3)),
      given.corrected(1, identityOf(['Цимбалюк', 'Остап', null], restingOn(OF_EXCHANGE, 0))),
      given.inStage,
      given.returned,
    );
    for (const surname of ['Жежель', 'Жижиленко', 'Цимбалюк']) {
      expect(await found(named(surname, 'Остап'), IN_THE_KNOW)).toContain(id);
      const told = (await page(named(surname, 'Остап'))).hits.find((hit) => hit.id === id);
      if (told !== undefined) expect(told.name).toMatchObject({ surname: 'Цимбал', standing: 'current' });
    }
    expect((await page(named('Цимбал'))).hits[0]?.name).toMatchObject({
      surname: 'Цимбал',
      standing: 'current',
    });
    expect((await page(named('Цимбал'), IN_THE_KNOW)).hits[0]?.name).toMatchObject({ standing: 'corrected' });
    const released = (viewer: Viewer) =>
      found({ ...named('Цимбал'), facts: { captivity: 'released' } }, viewer);
    expect([await released(COLLEAGUE), await released(IN_THE_KNOW)]).toEqual([[], [id]]);
    const alleged = { ...NOTHING, facts: { captivity: 'alleged' } } as const;
    expect([await found(alleged), await found(alleged, IN_THE_KNOW)]).toEqual([[id], []]);
  });

  it('does not find a case that was opened in an embargoed exchange for who may not know of it, by any page', async () => {
    const { data } = given.opened;
    const hidden = {
      ...given.opened,
      data: { ...data, ...restingOn(OF_EXCHANGE, 1) },
    } as typeof given.opened;
    await file(7, identityOf(['Ющук', 'Орест', null], { born: known(edtf('1971-01-01')) }));
    const position = await live.append(
      `case-${person(8)}`,
      null,
      hidden,
      identityOf(['Ющук', 'Орест', null], { born: known(edtf('1971-01-01')) }),
    );
    for (const { name } of allProjections) await live.passed(name, position);
    for (const ask of [
      named('Ющук', 'Орест'),
      { ...NOTHING, born: edtf('1971-01-01') },
      { ...named('Ющук'), facts: { captivity: 'none-known' } } as const,
    ]) {
      expect((await found(ask, IN_THE_KNOW)).filter((id) => id === person(8))).toEqual([person(8)]);
      const { hits, next } = await page(ask, COLLEAGUE, null, 1);
      expect([hits.map(({ id }) => id), next]).toEqual([[person(7)], null]);
    }
  });

  it('finds service numbers, dates of birth and facts, all that were asked for', async () => {
    const name = ['Яремчук', 'Назар', 'Миронович'] as const;
    const rank = { rank: known<Rank>('captain'), serviceNumber: known('АБ-123456') } as const;
    const month = await file(
      4,
      identityOf(name, { ...rank, born: known(edtf('1999-03')) }),
      given.captured,
      given.agreed,
    );
    const unknown = await file(5, identityOf(name, { born: known(edtf('XXXX')) }));
    const day = await file(6, identityOf(name, { born: known(edtf('1999-03-17')) }));

    const born = (text: string) => found({ ...named('Яремчук'), born: edtf(text) });
    expect(await born('1999-03-17')).toEqual([day, month, unknown]);
    expect(await born('1999')).toEqual([month, day, unknown]);
    expect(await born('1999-03-18')).toEqual([month, unknown]);
    expect(await born('1998-06/1999-01')).toEqual([unknown]);
    expect((await found({ ...NOTHING, born: edtf('1999-03-17') })).slice(0, 3)).toEqual([
      month,
      unknown,
      day,
    ]);

    expect(await found({ ...NOTHING, serviceNumber: 'аб 123456' })).toEqual([month]);
    expect((await page({ ...NOTHING, serviceNumber: 'аб 123546' })).hits[0]).toMatchObject({
      score: 0.8,
      matches: [{ part: 'serviceNumber', fit: 'one-letter-differs' }],
    });
    expect(await found({ ...named('Яремчук'), serviceNumber: 'ВВ 987654' })).toEqual([]);
    expect(await found({ ...named('Шевченко'), serviceNumber: 'АБ123456' })).toEqual([]);

    const { agreement, category } = given.agreed.data;
    const listed = { agreement, category, listing: 'agreed' } as const;
    expect(await found({ ...NOTHING, facts: { listing: listed, rankGroup: 'officers' } })).toEqual([month]);
    expect(await found({ ...NOTHING, facts: { listing: { agreement }, sex: 'female' } })).toEqual([]);
    expect(
      await found({
        ...NOTHING,
        facts: { listing: { agreement }, rankGroup: 'officers' },
        born: edtf('1980'),
      }),
    ).toEqual([]);
    const [hit] = (await page({ ...NOTHING, facts: { listing: listed } })).hits;
    expect(hit).toMatchObject({
      score: null,
      sentence: 'Fits what was asked for.',
      name: { surname: 'Яремчук' },
    });
  });

  it('finds nothing that is not open to the viewer, whatever opens or closes it', async () => {
    const name = identityOf(['Згурський', 'Лев', null]);
    const other = 'f0000000-0000-4000-8000-000000000000' as OfficeId;
    const glass: GlassBroken = {
      type: 'GlassBroken',
      data: {
        glass: 'f1000000-0000-4000-8000-000000000000' as GlassId,
        staff: STRANGER.id,
        until: '2999-01-01T00:00:00.000Z' as Instant,
        reason: known('a call at night'),
      },
    };
    const assigned = (data: Partial<CaseAssigned['data']>): CaseAssigned => ({
      type: 'CaseAssigned',
      data: { offices: [], staff: [], sensitivity: 'ordinary', ...data },
    });
    const id = (number: number) => person(number);
    await file(10, name);
    await file(11, name, glass);
    await file(12, name, assigned({ staff: [STRANGER.id] }));
    await file(13, name, assigned({ offices: [other] }));
    await file(14, name, assigned({ offices: [other], sensitivity: 'restricted' }));
    const inOffice = { ...STRANGER, office: other };
    const unborn = { ...NOTHING, born: edtf('1990-04-12') };
    const opened = { ...NOTHING, facts: { openedFor: 'prisoner-of-war' } } as const;
    for (const ask of [named('Згурський'), named('Zgurskii', 'Лев'), unborn, opened]) {
      expect(await found(ask, STRANGER)).toEqual([id(11), id(12)]);
      expect(await found(ask, inOffice)).toEqual([id(11), id(12), id(13)]);
    }
    expect(await found(named('Згурський'), AUDITOR)).toEqual([10, 11, 12, 13, 14].map(id));
    expect(await found(named('Згурський'))).toEqual([10, 11].map(id));
  });

  it('goes on behind the last hit, whatever is recorded meanwhile', async () => {
    const surnames = ['Слюсар', 'Слюсарь', 'Slusar', 'Слюсарь', 'Слюсар'];
    for (const [at, surname] of surnames.entries())
      await file(20 + at * 2, identityOf([surname, 'Гліб', null]));
    const asks = [named('Слюсар', 'Гліб'), { ...NOTHING, facts: { openedFor: 'prisoner-of-war' } } as const];
    for (const [round, ask] of asks.entries()) {
      const whole = (await page(ask, AUDITOR)).hits.map(({ id }) => id);
      const paged: string[] = [];
      let after: SearchPlace | null = null;
      for (let turn = 0; turn === 0 || after !== null; turn += 1) {
        const next = await page(ask, AUDITOR, after, 2);
        paged.push(...next.hits.map(({ id }) => id));
        after = next.next;
        expect(next.hits.length).toBeLessThanOrEqual(2);
        if (turn === 1) await file(21 + round * 2, identityOf(['Слюсар', 'Гліб', null]));
      }
      expect(paged.filter((id) => whole.includes(id))).toEqual(whole);
      expect(new Set(paged).size).toBe(paged.length);
    }
  });

  it('takes whatever can be typed', async () => {
    for (const text of ["'; DROP", '%', '\\', 'Ω', '   .', 'я'.repeat(200), "о'о'о"]) {
      const ask = { ...named(text, text, text), serviceNumber: text };
      expect(await found(ask)).toEqual([]);
    }
    expect(await found({ ...named(' '), facts: { fate: 'dead' } })).toEqual([]);
  });
});
