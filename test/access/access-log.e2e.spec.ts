import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { CAPTURE, DECISION, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { OFFICE, startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';

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
    const outcomes = (await logged()).filter(({ route }) => route === 'GET /cases/:id/access-log');
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['allowed', 'allowed', 'allowed', 'not-found']);
  });

  it('tells nobody who reads it back that a change was refused because of an embargo', async () => {
    const said = { occurredAt: '2024-02-01', basis: SOURCE };
    const as = 'negotiator' as const;
    const plan = { ...said, plannedFor: '2024-02-03', agreements: [], ordinal: 1 };
    const exchange = await Thread.begin(homeward.client, 'exchanges', plan, { as });
    await exchange.post('embargo', { ...said, needToKnow: [STAFF.negotiator] }, { as });
    await homeward.client.get(exchange.path, { as, after: exchange.last });
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('capture', CAPTURE);
    const refused = await homeward.client.post(
      `${person.path}/return`,
      { ...said, exchange: exchange.id },
      { ifMatch: person.etag },
    );
    expect([refused.status, refused.body['type']]).toEqual([403, 'urn:homeward:problem:need-to-know']);
    expect(await logged()).toMatchObject([{ route: 'POST /cases/:id/return', outcome: 'refused' }]);
    const { body } = await person.read('/access-log', { as: 'supervisor' });
    expect(body['accesses']).toEqual([]);
  });

  it('names the cases of which the lines of a list tell, and they do not count for those of an hour', async () => {
    const limits = { requestsPerMinute: 1_000, refusalsPerMinute: 1_000, casesPerHour: 1 };
    const api = await homeward.startApi({ limits });
    const as = { token: await homeward.issuer.mintToken(randomUUID(), 'caseworker', { office: OFFICE }) };
    const list = { occurredAt: '2024-02-01', list: 'list-of-the-icrc', basis: DECISION };
    const intake = await Thread.begin(homeward.client, 'intakes', list);
    const lines = [0, 1].map((n) => JSON.stringify({ ref: `p${n}`, post: '/cases', body: OPENED }));
    const taken = await homeward.client.send(`${intake.path}/lines`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: `${lines.join('\n')}\n`,
    });
    const answers = taken.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
    const consistency = String(answers.at(-1)?.['consistencyToken']);
    const headers = { 'homeward-consistency-token': consistency };
    const read = await api.client.get(`${intake.path}/lines`, { as, headers });
    expect([read.status, read.body['lines']]).toMatchObject([200, [{ ref: 'p0' }, { ref: 'p1' }]]);
    const cases = (read.body['lines'] as { case: string }[]).map(({ case: id }) => `case-${id}`);
    expect((await logged()).at(-1)).toMatchObject({
      route: 'GET /intakes/:id/lines',
      subjects: [`intake-${intake.id}`, ...cases],
      outcome: 'allowed',
    });
    const [first] = read.body['lines'] as { case: string }[];
    expect((await api.client.get(`/cases/${first?.case}`, { as })).status).toBe(200);
    const { body } = await homeward.client.get(`/cases/${first?.case}/access-log`, { as: 'supervisor' });
    expect(body['accesses']).toMatchObject([{ did: 'read' }, { route: 'GET /intakes/:id/lines' }]);
    await api.close();
  });
});
