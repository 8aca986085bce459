import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { IDENTITY, OPENED, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';
import type { Ask, Answer } from '#test/support/http-client.js';

interface Hit {
  readonly id: string;
  readonly score: number | null;
  readonly name: { readonly surname: string };
}

describe('POST /cases/search', () => {
  let homeward: Homeward;
  let database: pg.Client;
  let threads: Thread[];
  beforeAll(async () => {
    homeward = await startHomeward();
    database = new pg.Client({ connectionString: homeward.place.databaseUrl });
    await database.connect();
    threads = [];
    for (const surname of ['Вигаданенко', 'Вигаданко', 'Вигаданюк']) {
      const thread = await Thread.begin(homeward.client, 'cases', OPENED);
      const latinName = surname === IDENTITY.name.surname ? IDENTITY.latinName : null;
      await thread.post('identity', { ...IDENTITY, name: { ...IDENTITY.name, surname }, latinName });
      threads.push(thread);
    }
  });
  afterAll(async () => {
    await database?.end();
    await homeward?.stop();
  });

  const search = (body: object, ask: Ask = {}): Promise<Answer> => {
    const after = threads.at(-1)?.last;
    return homeward.client.post('/cases/search', { limit: 20, ...body }, { ...(after && { after }), ...ask });
  };
  const hits = ({ body }: Answer) => body['hits'] as readonly Hit[];
  const accesses = async () =>
    (
      await database.query<{ who: string; subjects: string[]; outcome: string; why: string | null }>(
        "SELECT who, subjects, outcome, why FROM records.access_log WHERE route = 'POST /cases/search' ORDER BY id",
      )
    ).rows;

  it('finds what was just written, the best first, says why, and records whom it showed', async () => {
    const answer = await search({ name: { surname: 'Vyhadanenko', givenNames: 'Taras' } });
    expect(answer.status).toBe(200);
    const [first, second, third] = threads.map(({ id }) => id);
    expect(hits(answer)[0]).toMatchObject({
      id: first,
      score: 1,
      name: { spelling: 'latin', standing: 'current' },
      matches: [
        { part: 'surname', fit: 'exact' },
        { part: 'givenNames', fit: 'exact' },
        { part: 'patronymic', fit: 'not-asked' },
      ],
      sentence: 'Surname the same; given name the same; patronymic in the file, not asked for.',
      facts: { openedFor: 'prisoner-of-war', rank: 'senior-lieutenant', listings: [] },
    });
    expect(answer.body['candidates']).toMatchObject([
      { part: 'surname', spellings: expect.arrayContaining(['Вигаданенко']) },
      { part: 'givenNames', spellings: ['Тарас', 'Тарась'] },
    ]);
    const seen = hits(answer).map(({ id }) => `case-${id}`);
    expect(seen.length).toBeGreaterThan(1);
    expect([first, second, third].map((id) => `case-${String(id)}`)).toEqual(expect.arrayContaining(seen));
    expect((await accesses()).at(-1)).toEqual({
      who: STAFF.caseworker,
      subjects: seen,
      outcome: 'allowed',
      why: null,
    });
  });

  it('leaves no name in a log, a URL or the access log', async () => {
    await search({
      name: { surname: 'Canarenko-Вигаданко', givenNames: 'Zzyzx' },
      serviceNumber: 'ZX-998877',
    });
    const logged =
      homeward.logged.join('\n') +
      JSON.stringify((await database.query('SELECT * FROM records.access_log')).rows);
    expect(logged).toContain('/cases/search');
    for (const word of ['Canarenko', 'Вигадан', 'Zzyzx', '998877']) expect(logged).not.toContain(word);
  });

  it('goes through pages by a sealed cursor, of the same search by the same person alone', async () => {
    const all = hits(await search({ openedFor: 'prisoner-of-war' })).map(({ id }) => id);
    expect(all).toEqual(threads.map(({ id }) => id).toSorted());
    const paged: string[] = [];
    let after: unknown = null;
    do {
      const page = await search({ openedFor: 'prisoner-of-war', limit: 1, after });
      paged.push(...hits(page).map(({ id }) => id));
      after = page.body['next'];
    } while (after !== null);
    expect(paged).toEqual(all);

    const { next } = (await search({ openedFor: 'prisoner-of-war', limit: 1 })).body;
    for (const [body, ask] of [
      [{ openedFor: 'missing', after: next }, {}],
      [{ openedFor: 'prisoner-of-war', after: 'AAAA' }, {}],
      [{ openedFor: 'prisoner-of-war', after: next }, { as: 'auditor' }],
    ] as const) {
      const refused = await search(body, ask);
      expect(refused.status).toBe(400);
      expect(refused.body['errors']).toMatchObject([{ pointer: '/after' }]);
    }
  });

  it.each([
    [{}, ''],
    [{ name: {} }, ''],
    [{ name: { surname: '' } }, '/name/surname'],
    [{ born: '1999-13' }, '/born'],
    [{ captivity: 'in-hospital' }, '/captivity'],
    [{ fate: 'dead', limit: 101 }, '/limit'],
    [{ fate: 'dead', limit: 0 }, '/limit'],
    [{ fate: 'dead', offset: 3 }, '/offset'],
  ])('refuses %j', async (body, pointer) => {
    const refused = await search(body);
    expect(refused.status).toBe(400);
    expect(refused.body['errors']).toMatchObject([{ pointer }]);
  });

  it('shows a reporter nothing, an auditor everything for a reason, and others only what is open to them', async () => {
    const ask = { name: { surname: 'Вигаданенко' } };
    expect((await search(ask, { as: 'reporter' })).status).toBe(403);
    expect((await search(ask, { as: 'auditor', reason: null })).status).toBe(400);
    const audited = await search(ask, { as: 'auditor', reason: 'weekly check' });
    expect(hits(audited)[0]?.id).toBe(threads[0]?.id);
    expect((await accesses()).at(-1)).toMatchObject({
      who: STAFF.auditor,
      why: 'weekly check',
      outcome: 'allowed',
    });

    const stranger = '88888888-8888-4888-8888-888888888888';
    const token = await homeward.issuer.mintToken(stranger, 'caseworker');
    const answer = await search(ask, { as: { token } });
    expect([answer.status, answer.body]).toEqual([
      200,
      { hits: [], next: null, complete: true, candidates: [] },
    ]);
    expect((await accesses()).at(-1)).toEqual({
      who: stranger,
      subjects: [],
      outcome: 'not-found',
      why: null,
    });
  });
});
