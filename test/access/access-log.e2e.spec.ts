import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { CAPTURE, OPENED, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';

const OTHERS = { offices: ['00000000-0000-4000-8000-0000000000f1'], staff: [], sensitivity: 'ordinary' };

describe('The access log', () => {
  let homeward: Homeward;
  let database: pg.Client;
  beforeAll(async () => {
    homeward = await startHomeward();
    database = new pg.Client({ connectionString: homeward.place.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await homeward?.stop();
  });
  beforeEach(() => database.query('TRUNCATE records.access_log'));

  const logged = async (): Promise<Record<string, unknown>[]> => {
    const { rows } = await database.query(
      'SELECT who, role, route, subjects, why, outcome, glass FROM records.access_log ORDER BY id',
    );
    return rows;
  };

  it('has who, what, why and what came of it; why in any script', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.read('', { as: 'auditor', reason: 'щомісячна перевірка' });
    expect(await logged()).toEqual([
      {
        who: STAFF.auditor,
        role: 'auditor',
        route: 'GET /cases/:id',
        subjects: [`case-${person.id}`],
        why: 'щомісячна перевірка',
        outcome: 'allowed',
        glass: null,
      },
    ]);
  });

  it('is why an auditor must say why: without a reason nothing is told, and that is written', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    const asked = await person.read('', { as: 'auditor', reason: null });
    expect([asked.status, asked.body['type']]).toEqual([400, 'urn:homeward:problem:no-reason']);
    expect(asked.text).not.toContain('openedFor');
    expect(await logged()).toMatchObject([{ who: STAFF.auditor, why: null, outcome: 'denied' }]);
    expect((await person.read()).status).toBe(200);
  });

  it('has tokens that were refused, and requests without one', async () => {
    const expired = await homeward.issuer.mintToken(STAFF.caseworker, 'caseworker', { seconds: -10 });
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.read('', { as: { token: expired } });
    await person.read('/history', { as: 'nobody' });
    const subjects = [`case-${person.id}`];
    expect(await logged()).toMatchObject([
      { who: 'anonymous', role: 'none', route: 'GET /cases/:id', subjects, outcome: 'denied' },
      { who: 'anonymous', role: 'none', route: 'GET /cases/:id/history', subjects, outcome: 'denied' },
    ]);
  });

  it('has reads of what is not assigned, and commands whose refusal tells something', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('capture', CAPTURE);
    await homeward.client.post(`${person.path}/capture`, CAPTURE, { ifMatch: '"0"' });
    await homeward.client.post(
      `${person.path}/capture`,
      { ...CAPTURE, occurredAt: '2022-06-01' },
      { ifMatch: '"1"' },
    );
    await person.post('assignment', OTHERS);
    await person.read();
    await homeward.client.post(`${person.path}/capture`, CAPTURE, { ifMatch: '"2"' });
    expect((await logged()).map(({ route, outcome }) => [route, outcome])).toEqual([
      ['POST /cases/:id/capture', 'refused'],
      ['POST /cases/:id/capture', 'refused'],
      ['GET /cases/:id', 'denied'],
      ['POST /cases/:id/capture', 'denied'],
    ]);
  });

  it('is read back for one case, in pages, with the broken glass of whoever needed one', async () => {
    const person = await Thread.begin(homeward.client, 'cases', { ...OPENED, assignment: OTHERS });
    await person.read();
    await person.post('break-glass', { reason: 'an emergency' });
    await person.read('', { reason: 'to call him back' });
    await person.read('/history', { as: 'auditor', reason: 'a sample' });
    await homeward.client.post(`${person.path}/capture`, { ...CAPTURE, basis: [] }, { ifMatch: '"9"' });

    const read = async (query: string) => {
      const { status, body } = await person.read(`/access-log${query}`, { as: 'supervisor' });
      expect(status).toBe(200);
      return body as { accesses: Record<string, unknown>[]; next: string | null };
    };
    const whole = await read('');
    expect(whole).toEqual({
      id: person.id,
      accesses: [
        {
          at: expect.any(String),
          who: STAFF.auditor,
          role: 'auditor',
          did: 'read',
          route: 'GET /cases/:id/history',
          why: 'a sample',
          outcome: 'allowed',
          glass: null,
        },
        {
          at: expect.any(String),
          who: STAFF.caseworker,
          role: 'caseworker',
          did: 'read',
          route: 'GET /cases/:id',
          why: 'to call him back',
          outcome: 'allowed',
          glass: { id: expect.any(String), reason: 'an emergency' },
        },
        {
          at: expect.any(String),
          who: STAFF.caseworker,
          role: 'caseworker',
          did: 'read',
          route: 'GET /cases/:id',
          why: null,
          outcome: 'denied',
          glass: null,
        },
      ],
      next: null,
    });
    const first = await read('?limit=2');
    const second = await read(`?limit=2&before=${first.next}`);
    expect([...first.accesses, ...second.accesses]).toEqual(whole.accesses);
    expect(second.next).toBeNull();
    const wrong = await person.read('/access-log?before=AAAA', { as: 'supervisor' });
    expect([wrong.status, wrong.body['errors']]).toMatchObject([400, [{ parameter: 'before' }]]);
    const nowhere = '/cases/99999999-9999-4999-8999-999999999999/access-log';
    expect((await homeward.client.get(nowhere, { as: 'auditor' })).status).toBe(404);
    expect((await logged()).filter(({ route }) => route === 'GET /cases/:id/access-log')).toHaveLength(3);
  });
});
